// Symbols and labels of one view: where each is projected to, and which words find room.
import { lang, tx } from '../i18n'
import { reading } from '../format'
import type { CaseRow, Division, Thing } from '../api'
import { placeLabels, textWidth, type Box, type LabelAsk } from './labels'

export interface Pin {
  id: string
  x: number
  y: number
}
export type TagKind = 'case' | 'place' | 'sensor' | 'ring'
export interface Tag extends Pin {
  text: string
  kind: TagKind
}
export interface Scene {
  at: (lat: number, lon: number) => { x: number; y: number }
  view: { w: number; h: number }
  /** Panels over the map that no label may go under. */
  panels: readonly Box[]
  size: number
  cases: readonly CaseRow[]
  selected: string | null
  things: readonly Thing[]
  places: readonly Division[]
  placeLimit: number
  ring: { lat: number; lon: number; metres: number; text: string } | null
}

const EDGE = 4
const METRES_A_DEGREE = 111195
const PRIORITY = { selected: 0, ring: 15, place: 20, sensor: 30 } as const

/** The place without the word for the trouble, which the symbol already says. */
export function caseText(c: CaseRow, things: readonly Thing[]): string {
  const thing = things.find((x) => x.key === c.thing || x.id === c.thing)
  const place = tx(thing?.name) || tx(c.title).replace(/积水$|^Flooding at | flooded$/, '')
  return c.value === null ? place : `${place} ${reading(c.value)}`
}
const placeText = (d: Division): string =>
  lang.value === 'zh'
    ? tx(d.name).replace(/(区|街道)$/, '')
    : tx(d.name).replace(/ (District|Subdistrict|Town|New Area)$/, '')

export function arrange(s: Scene): { pins: Pin[]; tags: Tag[] } {
  const { size } = s
  const view: Box = { x: EDGE, y: EDGE, w: s.view.w - 2 * EDGE, h: s.view.h - 2 * EDGE }
  const cases = s.cases.filter((c) => Number.isFinite(c.lat) && Number.isFinite(c.lon))
  const pins = cases.map((c) => ({ id: c.id, ...s.at(c.lat, c.lon) }))
  const symbols = pins.map((p) => ({ x: p.x - size * 0.8, y: p.y - size * 0.8, w: size * 1.6, h: size * 1.6 }))
  const asks: (LabelAsk & { text: string; kind: TagKind })[] = []
  const ask = (
    kind: TagKind,
    id: string,
    p: { x: number; y: number },
    text: string,
    priority: number,
    gap: number,
    scale = 1,
  ): void => {
    const h = size * scale
    asks.push({ id, ...p, w: textWidth(text, h) + 4, h: h * 1.3, gap, priority, text, kind, centred: kind === 'place' })
  }
  for (const c of cases) {
    const chosen = c.id === s.selected
    const priority = chosen ? PRIORITY.selected : c.level || 4
    ask('case', c.id, s.at(c.lat, c.lon), caseText(c, s.things), priority, size * 0.95, chosen ? 1.1 : 1)
  }
  const withCase = new Set(cases.map((c) => c.thing))
  for (const x of s.things) {
    const v = x.latest[0]?.value
    if (x.state !== 'rising' || v === null || v === undefined || !Number.isFinite(x.lat) || withCase.has(x.key))
      continue
    ask('sensor', `s${x.id}`, s.at(x.lat, x.lon), reading(v, 'responder'), PRIORITY.sensor, 9, 0.9)
  }
  let places = 0
  for (const d of s.places) {
    const p = s.at(d.lat, d.lon)
    if (places >= s.placeLimit || p.x < 0 || p.y < 0 || p.x > s.view.w || p.y > s.view.h) continue
    places++
    ask('place', `p${d.code}`, p, placeText(d), PRIORITY.place, 0)
  }
  if (s.ring) {
    const edge = s.at(s.ring.lat - s.ring.metres / METRES_A_DEGREE, s.ring.lon)
    ask('ring', 'ring', edge, s.ring.text, PRIORITY.ring, 4, 0.9)
  }
  const said = new Map(asks.map((a) => [a.id, a]))
  const tags = placeLabels(asks, [...symbols, ...s.panels], view).flatMap((p) => {
    const a = said.get(p.id)
    return a ? [{ ...p, text: a.text, kind: a.kind }] : []
  })
  return { pins, tags }
}
