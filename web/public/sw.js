// The pages that must open without a network: the responder's phone, the portal with its licences, the verifier.
// Hashed files are kept for good; pages, pack and layers are taken from the net when it is there.
const KEEP = 'xiucheng-1'
const PAGES = ['/field', '/', '/verify']
const isPage = (url) => PAGES.includes(url.pathname)
const isKept = (url) => url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg'
const isCity = (url) => url.pathname === '/api/v1/pack' || url.pathname.endsWith('.geojson') || url.pathname.startsWith('/api/v1/verify/')

self.addEventListener('install', (e) => {
  self.skipWaiting()
  e.waitUntil(caches.open(KEEP).then((c) => Promise.allSettled(PAGES.map((p) => c.add(p)))))
})
self.addEventListener('activate', (e) => {
  e.waitUntil(caches.keys().then((all) => Promise.all(all.filter((k) => k !== KEEP).map((k) => caches.delete(k)))).then(() => self.clients.claim()))
})

async function fromStore(request) {
  const store = await caches.open(KEEP)
  const kept = await store.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await store.put(request, fresh.clone())
  return fresh
}
async function fromNet(request, key) {
  const store = await caches.open(KEEP)
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await store.put(key, fresh.clone())
    return fresh
  } catch (problem) {
    const kept = await store.match(key)
    if (kept) return kept
    throw problem
  }
}

self.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url)
  if (e.request.method !== 'GET' || url.origin !== location.origin) return
  if (isKept(url)) e.respondWith(fromStore(e.request))
  else if (isPage(url)) e.respondWith(fromNet(e.request, url.pathname))
  else if (isCity(url)) e.respondWith(fromNet(e.request, e.request))
})
