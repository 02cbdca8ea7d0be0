// Where labels go on a map: greedy by priority; a label moves or goes, it never covers a symbol.

export interface Box {
  x: number
  y: number
  w: number
  h: number
}
export interface LabelAsk {
  id: string
  x: number
  y: number
  w: number
  h: number
  gap: number
  priority: number
  centred?: boolean
}
export interface LabelPlace {
  id: string
  x: number
  y: number
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

function candidates(l: LabelAsk): Box[] {
  const { x, y, w, h, gap } = l
  if (l.centred) return [{ x: x - w / 2, y: y - h / 2, w, h }]
  return [
    { x: x + gap, y: y - h / 2, w, h },
    { x: x - gap - w, y: y - h / 2, w, h },
    { x: x - w / 2, y: y - gap - h, w, h },
    { x: x - w / 2, y: y + gap, w, h },
    { x: x + gap, y: y - gap - h, w, h },
    { x: x + gap, y: y + gap, w, h },
    { x: x - gap - w, y: y - gap - h, w, h },
    { x: x - gap - w, y: y + gap, w, h },
  ]
}

const inside = (b: Box, view: Box): boolean =>
  b.x >= view.x && b.y >= view.y && b.x + b.w <= view.x + view.w && b.y + b.h <= view.y + view.h

/** The labels that fit, best priority (smallest number) first; `blocked` are symbols and panels. */
export function placeLabels(asks: readonly LabelAsk[], blocked: readonly Box[], view: Box): LabelPlace[] {
  const taken: Box[] = [...blocked]
  const places: LabelPlace[] = []
  for (const ask of [...asks].sort((a, b) => a.priority - b.priority)) {
    const spot = candidates(ask).find((c) => inside(c, view) && !taken.some((t) => overlaps(c, t)))
    if (!spot) continue
    taken.push(spot)
    places.push({ id: ask.id, x: spot.x, y: spot.y })
  }
  return places
}

/** The width of a text without measuring: a Han character is one em, others a bit over half. */
export function textWidth(text: string, size: number): number {
  let em = 0
  for (const ch of text) em += /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]/u.test(ch) ? 1 : 0.58
  return Math.ceil(em * size)
}
