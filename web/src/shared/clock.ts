// The server's clock on this screen: one ticking second for every age, countdown and wall clock.
import { ref } from 'vue'

export const now = ref(Date.now())
let skew = 0
let timer: ReturnType<typeof setInterval> | undefined

/** Learns the server's time from an answer, so that a wrong clock here hurts nobody. */
export function setServerNow(serverMs: number): void {
  if (Number.isNaN(serverMs)) return
  skew = serverMs - Date.now()
  now.value = serverMs
}

export function startClock(): void {
  if (timer !== undefined) return
  timer = setInterval(() => {
    now.value = Date.now() + skew
  }, 1000)
}
export function serverNow(): number {
  return Date.now() + skew
}
