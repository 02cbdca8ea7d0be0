// For pages that must open without a network: their files are kept by the service worker.
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/sw.js').catch((e: unknown) => {
    console.warn('no offline copy', e)
  })
}
