// Where the resident is: the address after #, so that back, reload and links work.
import { computed, ref } from 'vue'

export interface Place {
  page: string
  id: string
  step: string
  q: string
}

/** #/apply/12/what?q=... in parts. */
export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [page = '', id = '', step = ''] = path.split('/').map((p) => decodeURIComponent(p))
  return { page, id, step, q: new URLSearchParams(query).get('q') ?? '' }
}

const hash = ref(location.hash)
window.addEventListener('hashchange', () => {
  hash.value = location.hash
  window.scrollTo(0, 0)
})
export const place = computed(() => parsePlace(hash.value))
export function go(path: string): void {
  location.hash = `#/${path}`
}
export function replace(path: string): void {
  history.replaceState(null, '', `#/${path}`)
  hash.value = location.hash
}
export function back(): void {
  if (history.length > 1) history.back()
  else go('')
}
