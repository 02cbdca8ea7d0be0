// Where the responder is: shared while a task runs, sent every ten seconds, never needed to work.
import { onBeforeUnmount, ref } from 'vue'
import { api } from '../shared/api'
import { user } from '../shared/session'

const EVERY_MS = 10000
const EARTH_M = 6371008.8

export function metresBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.sqrt(h))
}

export function usePlace() {
  const at = ref<{ lat: number; lon: number } | null>(null)
  const shared = ref(false)
  let watchId: number | undefined
  let sentAt = 0

  function moved(p: GeolocationPosition): void {
    at.value = { lat: p.coords.latitude, lon: p.coords.longitude }
    const unit = user.value?.unit
    if (!unit || Date.now() - sentAt < EVERY_MS) return
    sentAt = Date.now()
    api.positions([{ unit, ...at.value, time: new Date(p.timestamp).toISOString().replace(/\.\d+Z$/, 'Z') }]).then(
      () => {
        shared.value = true
      },
      () => {
        shared.value = false
      },
    )
  }
  function begin(): void {
    if (!('geolocation' in navigator)) return
    watchId = navigator.geolocation.watchPosition(
      moved,
      () => {
        shared.value = false
      },
      { enableHighAccuracy: true, maximumAge: 5000 },
    )
  }
  onBeforeUnmount(() => {
    if (watchId !== undefined) navigator.geolocation.clearWatch(watchId)
  })
  return { at, shared, begin }
}
