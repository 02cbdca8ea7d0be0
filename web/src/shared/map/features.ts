// What moves on the map, as GeoJSON features for the live sources.
import type { CaseRow, Thing, Unit, UnitState } from '../api'
import { ring } from './geo'

type Feature = GeoJSON.Feature

export const RANK: Record<UnitState, number> = { offline: 0, free: 1, going: 2, on_site: 3 }

const placed = (x: { lat: number; lon: number }): boolean => Number.isFinite(x.lat) && Number.isFinite(x.lon)
const point = (x: { lat: number; lon: number }, properties: GeoJSON.GeoJsonProperties): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [x.lon, x.lat] },
})
const line = (coordinates: GeoJSON.Position[]): Feature => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'LineString', coordinates },
})

export function unitFeatures(units: readonly Unit[]): Feature[] {
  return units.filter(placed).map((u) => point(u, { id: u.id, state: u.state, rank: RANK[u.state] }))
}

/** From each crew on its way to the case it goes to. */
export function routeFeatures(units: readonly Unit[], cases: readonly CaseRow[]): Feature[] {
  const goals = new Map<string, CaseRow>()
  for (const c of cases) {
    goals.set(String(c.id), c)
    if (c.number !== undefined) goals.set(String(c.number), c)
  }
  const out: Feature[] = []
  for (const u of units) {
    const c = u.state === 'going' && u.case ? goals.get(String(u.case)) : undefined
    if (c && placed(u) && placed(c))
      out.push(
        line([
          [u.lon, u.lat],
          [c.lon, c.lat],
        ]),
      )
  }
  return out
}

/** Sensors without those whose case has a symbol of its own. */
export function thingFeatures(things: readonly Thing[], cases: readonly CaseRow[]): Feature[] {
  const shown = new Set(cases.map((c) => c.thing))
  return things
    .filter((x) => placed(x) && !shown.has(x.key) && !shown.has(x.id))
    .map((x) => point(x, { id: x.id, state: x.state }))
}

export function ringFeature(at: { lat: number; lon: number; metres: number } | null): Feature[] {
  return at ? [line(ring(at.lat, at.lon, at.metres))] : []
}
