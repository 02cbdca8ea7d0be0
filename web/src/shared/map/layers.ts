// The pack's layers, fetched once for a page and shared by every map on it.
import { api, type Layer } from '../api'

const kept = new Map<string, Promise<GeoJSON.FeatureCollection>>()

function load(url: string): Promise<GeoJSON.FeatureCollection> {
  let p = kept.get(url)
  if (!p) {
    p = api.layer(url)
    p.catch(() => kept.delete(url))
    kept.set(url, p)
  }
  return p
}

/** What could be loaded; a layer that fails is left out and the map still draws. */
export async function loadLayers(layers: readonly Layer[]): Promise<Map<string, GeoJSON.FeatureCollection>> {
  const done = await Promise.allSettled(layers.map((l) => load(l.url)))
  const out = new Map<string, GeoJSON.FeatureCollection>()
  done.forEach((d, i) => {
    const layer = layers[i]
    if (layer && d.status === 'fulfilled') out.set(layer.id, d.value)
  })
  return out
}
