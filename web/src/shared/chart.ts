// Lines as they are drawn: silence breaks them, the part over a limit is a line of its own.
export type Point = [at: number, value: number | null]

/** Puts a break where nothing came for much longer than usual (five usual steps, at least 10 minutes). */
export function withGaps(points: readonly Point[]): Point[] {
  const steps = points
    .slice(1)
    .map((p, i) => p[0] - (points[i]?.[0] ?? p[0]))
    .sort((a, b) => a - b)
  const usual = steps[Math.floor(steps.length / 2)] ?? 0
  const most = Math.max(usual * 5, 600000)
  const out: Point[] = []
  points.forEach((p, i) => {
    const before = points[i - 1]
    if (before && p[0] - before[0] > most) out.push([before[0] + 1, null])
    out.push(p)
  })
  return out
}

/** The pieces at or over the limit, cut exactly where the line crosses it. */
export function overLimit(points: readonly Point[], limit: number): Point[] {
  const out: Point[] = []
  if (!Number.isFinite(limit)) return out
  points.forEach((p, i) => {
    const v = p[1]
    const before = points[i - 1]
    const w = before?.[1] ?? null
    if (before && v !== null && w !== null && v >= limit !== w >= limit) {
      const cross = before[0] + ((limit - w) / (v - w)) * (p[0] - before[0])
      out.push([cross, limit])
      if (v < limit) out.push([cross + 1, null])
    }
    if (v === null) out.push(p)
    else if (v >= limit) out.push(p)
  })
  return out.some((p) => p[1] !== null) ? out : []
}
