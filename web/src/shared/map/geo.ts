// Small plane geometry for the map: boxes, rings around a point, division codes.
export type Bounds = [west: number, south: number, east: number, north: number]

/** The significant front of a division code: 310104000000 -> 310104, 310104013000 -> 310104013. */
export function divisionPrefix(code: string): string {
  const full = code.padEnd(12, '0')
  if (full.endsWith('000000000')) return full.slice(0, 2)
  if (full.endsWith('00000000')) return full.slice(0, 4)
  if (full.endsWith('000000')) return full.slice(0, 6)
  return full.endsWith('000') ? full.slice(0, 9) : full
}

function eachPoint(coords: unknown, see: (lon: number, lat: number) => void): void {
  if (!Array.isArray(coords)) return
  if (typeof coords[0] === 'number' && typeof coords[1] === 'number') {
    see(coords[0], coords[1])
    return
  }
  for (const c of coords as unknown[]) eachPoint(c, see)
}

export function boundsOf(geometries: readonly (GeoJSON.Geometry | null)[]): Bounds | null {
  const b: Bounds = [Infinity, Infinity, -Infinity, -Infinity]
  for (const g of geometries) {
    if (!g || g.type === 'GeometryCollection') continue
    eachPoint(g.coordinates, (lon, lat) => {
      b[0] = Math.min(b[0], lon)
      b[1] = Math.min(b[1], lat)
      b[2] = Math.max(b[2], lon)
      b[3] = Math.max(b[3], lat)
    })
  }
  return b[0] <= b[2] ? b : null
}

export function boundsOfPoints(points: readonly { lat: number; lon: number }[]): Bounds | null {
  return boundsOf(
    points
      .filter((p) => Number.isFinite(p.lat) && Number.isFinite(p.lon))
      .map((p) => ({ type: 'Point', coordinates: [p.lon, p.lat] })),
  )
}

/** Grows a box by a part of itself, and to at least `least` degrees. */
export function grow(b: Bounds, part: number, least = 0.02): Bounds {
  const w = Math.max(b[2] - b[0], least)
  const h = Math.max(b[3] - b[1], least)
  const cx = (b[0] + b[2]) / 2
  const cy = (b[1] + b[3]) / 2
  const k = 0.5 + part
  return [cx - w * k, cy - h * k, cx + w * k, cy + h * k]
}

/** A circle on the ground, as a closed line of degrees. */
export function ring(lat: number, lon: number, metres: number, steps = 96): [number, number][] {
  const dLat = metres / 111195
  const dLon = dLat / Math.cos((lat * Math.PI) / 180)
  return Array.from({ length: steps + 1 }, (_, i) => {
    const a = (i / steps) * 2 * Math.PI
    return [lon + dLon * Math.sin(a), lat + dLat * Math.cos(a)] as [number, number]
  })
}
