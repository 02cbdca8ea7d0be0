// The map's look: the pack's own layers in the order of the design, coloured by the tokens.
import type { LayerSpecification, LineLayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Layer, LayerKind, UnitState } from '../api'

export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || '#808080'
}

/** Needed at once; the others come when the first picture stands. */
export const FIRST: readonly LayerKind[] = ['districts', 'water', 'metro', 'roads']

const ORDER: readonly LayerKind[] = ['districts', 'streets', 'water', 'metro', 'roads', 'stations']
const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

export function ground(kind: LayerKind, source: string): LayerSpecification[] {
  const line = (
    id: string,
    color: string,
    width: [number, number],
    more: LineLayerSpecification['paint'] = {},
  ): LineLayerSpecification => ({
    id: `${source}-${id}`,
    type: 'line',
    source,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': color,
      'line-width': ['interpolate', ['linear'], ['zoom'], 9, width[0], 14, width[1]],
      ...more,
    },
  })
  switch (kind) {
    case 'districts':
      return [
        { id: `${source}-land`, type: 'fill', source, paint: { 'fill-color': token('--map-land') } },
        {
          id: `${source}-here`,
          type: 'fill',
          source,
          paint: { 'fill-color': token('--map-edge'), 'fill-opacity': 0.22 },
          filter: ['==', ['get', 'code'], ''],
        },
        line('edge', token('--map-edge'), [1, 1.6]),
      ]
    case 'streets':
      return [
        { id: `${source}-hit`, type: 'fill', source, paint: { 'fill-opacity': 0 } },
        {
          id: `${source}-here`,
          type: 'fill',
          source,
          paint: { 'fill-color': token('--map-edge'), 'fill-opacity': 0.3 },
          filter: ['==', ['get', 'code'], ''],
        },
        { ...line('edge', token('--map-edge'), [0.6, 1.2], { 'line-dasharray': [3, 3] }), minzoom: 10.5 },
      ]
    case 'water':
      return [
        {
          id: `${source}-area`,
          type: 'fill',
          source,
          paint: { 'fill-color': token('--map-water') },
          filter: ['==', ['geometry-type'], 'Polygon'],
        },
        { ...line('line', token('--map-water'), [3, 14]), filter: ['==', ['geometry-type'], 'LineString'] },
      ]
    case 'metro':
      return [line('line', token('--map-metro'), [1, 2.4])]
    case 'roads':
      return [line('line', token('--map-road'), [1, 4])]
    case 'stations':
      return [
        {
          id: `${source}-dot`,
          type: 'circle',
          source,
          minzoom: 11.5,
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-radius': 2,
            'circle-color': token('--map-land'),
            'circle-stroke-color': token('--map-metro'),
            'circle-stroke-width': 1,
          },
        },
      ]
  }
}

/** Everything that moves sits above the ground in its own source, filled later. */
function live(): LayerSpecification[] {
  return [
    {
      id: 'ring',
      type: 'line',
      source: 'ring',
      paint: { 'line-color': token('--ink-2'), 'line-width': 1.6, 'line-dasharray': [0.6, 3] },
      layout: { 'line-cap': 'round' },
    },
    {
      id: 'sensors',
      type: 'circle',
      source: 'sensors',
      filter: ['==', ['get', 'state'], 'normal'],
      paint: {
        'circle-color': token('--ink-3'),
        'circle-opacity': 0.75,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 1.6, 12, 3, 15, 4.5],
      },
    },
    {
      id: 'sensors-silent',
      type: 'circle',
      source: 'sensors',
      filter: ['in', ['get', 'state'], ['literal', ['silent', 'implausible']]],
      paint: {
        'circle-color': 'rgba(0,0,0,0)',
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 3, 13, 6],
        'circle-stroke-color': token('--na-ink'),
        'circle-stroke-width': 1.6,
      },
    },
    {
      id: 'sensors-rising',
      type: 'circle',
      source: 'sensors',
      filter: ['in', ['get', 'state'], ['literal', ['rising', 'wrong']]],
      paint: {
        'circle-color': token('--map-land'),
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 3.5, 13, 6.5],
        'circle-stroke-color': token('--water'),
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'routes',
      type: 'line',
      source: 'routes',
      paint: { 'line-color': token('--ink'), 'line-width': 2, 'line-dasharray': [3, 2.4] },
    },
    {
      id: 'units',
      type: 'symbol',
      source: 'units',
      layout: {
        'icon-image': ['concat', 'unit-', ['get', 'state']],
        'icon-allow-overlap': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 12, 0.9, 14, 1.1],
        'symbol-sort-key': ['get', 'rank'],
      },
    },
  ]
}

export const LIVE_SOURCES = ['ring', 'sensors', 'routes', 'units'] as const
/** The layer of the drawn style that a late ground layer goes under. */
export function above(kind: LayerKind, layers: readonly Layer[], has: (id: string) => boolean): string {
  const later = ORDER.slice(ORDER.indexOf(kind) + 1)
  for (const k of later)
    for (const l of layers.filter((x) => x.kind === k)) for (const g of ground(k, l.id)) if (has(g.id)) return g.id
  return 'ring'
}
export type LiveSource = (typeof LIVE_SOURCES)[number]

export function mapStyle(
  layers: readonly Layer[],
  data: ReadonlyMap<string, GeoJSON.FeatureCollection>,
): StyleSpecification {
  const sorted = [...layers].filter((l) => data.has(l.id)).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
  const sources: StyleSpecification['sources'] = {}
  for (const l of sorted) sources[l.id] = { type: 'geojson', data: data.get(l.id) ?? EMPTY, tolerance: 0.4 }
  for (const s of LIVE_SOURCES) sources[s] = { type: 'geojson', data: EMPTY }
  return {
    version: 8,
    sources,
    layers: [
      { id: 'out', type: 'background', paint: { 'background-color': token('--map-out') } },
      ...sorted.flatMap((l) => ground(l.kind, l.id)),
      ...live(),
    ],
  }
}

/** A crew's mark drawn here, so that no picture has to be fetched. */
export function unitIcon(state: UnitState, ratio = 2): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = 28 * ratio
  canvas.height = 22 * ratio
  const c = canvas.getContext('2d')
  if (!c) return new ImageData(1, 1)
  c.scale(ratio, ratio)
  c.lineWidth = 2
  c.strokeStyle = state === 'offline' ? token('--na-ink') : token('--ink')
  c.fillStyle = state === 'on_site' ? token('--ink') : token('--map-halo')
  if (state === 'offline') c.setLineDash([3, 2.5])
  c.beginPath()
  c.roundRect(4, 4, 20, 14, 3.5)
  c.fill()
  c.stroke()
  c.setLineDash([])
  if (state === 'going') {
    c.fillStyle = token('--ink')
    c.fillRect(5, 5, 8, 12)
  }
  if (state === 'on_site') {
    c.strokeStyle = token('--map-halo')
    c.lineWidth = 2.6
    c.beginPath()
    c.moveTo(9.5, 11)
    c.lineTo(12.7, 14)
    c.lineTo(18.5, 8)
    c.stroke()
  }
  return c.getImageData(0, 0, canvas.width, canvas.height)
}
