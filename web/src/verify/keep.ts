// What this phone keeps to verify without a network: keys and list, and the page's own files.
import { api } from '../shared/api'
import { keepForOffline } from '../shared/offline'
import type { Kept } from './offline'

const KEY = 'xiucheng.verify'

export function readKept(): Kept | null {
  try {
    const text = localStorage.getItem(KEY)
    return text ? (JSON.parse(text) as Kept) : null
  } catch {
    return null // a store that is closed or broken is as good as an empty one
  }
}

/** Newest keys and list, or null where the server cannot be reached. */
export async function takeKept(): Promise<Kept | null> {
  try {
    const [{ keys, words }, status, pack] = await Promise.all([api.verifyKeys(), api.verifyStatus(), api.pack()])
    const kept: Kept = { keys, status, ...(words ? { words } : {}), offsetMinutes: pack.utc_offset_minutes }
    try {
      localStorage.setItem(KEY, JSON.stringify(kept))
    } catch {
      // A full or closed store: the list serves until the page is left.
    }
    return kept
  } catch {
    return null
  }
}

/** The first visit loads its files before the worker is there: they are asked for once more, through it. */
export function keepPage(): void {
  keepForOffline()
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const again = (): void => {
    for (const { name } of performance.getEntriesByType('resource'))
      if (new URL(name, location.href).pathname.startsWith('/assets/')) void fetch(name).catch(() => undefined)
  }
  if (!navigator.serviceWorker.controller)
    navigator.serviceWorker.addEventListener('controllerchange', again, { once: true })
  if (!('BarcodeDetector' in window)) void import('jsqr').catch(() => undefined)
}
