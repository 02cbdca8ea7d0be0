// The address carries the scope: /ops, /ops/310104, /ops/310104/013, and ?case= for the open case.
import { computed, ref } from 'vue'

export interface Scope {
  division: string
  open: string | null
}

export function readScope(pathname: string, search: string): Scope {
  const parts = pathname
    .replace(/^\/ops\/?/, '')
    .split('/')
    .filter((p) => /^\d+$/.test(p))
  return { division: parts.join(''), open: new URLSearchParams(search).get('case') }
}

/** 310104013 -> /ops/310104/013 */
export function scopePath(division: string, keep = ''): string {
  const rest = [division.slice(0, 6), division.slice(6, 9), division.slice(9, 12)].filter((p) => p !== '')
  return `/ops${rest.length ? `/${rest.join('/')}` : ''}${keep}`
}

const scope = ref<Scope>(readScope(location.pathname, location.search))
export const division = computed(() => scope.value.division)
export const openCase = computed(() => scope.value.open)

window.addEventListener('popstate', () => {
  scope.value = readScope(location.pathname, location.search)
})

function go(next: Scope, replace: boolean): void {
  const query = new URLSearchParams(location.search)
  if (next.open) query.set('case', next.open)
  else query.delete('case')
  const text = query.toString()
  const url = scopePath(next.division, text ? `?${text}` : '')
  if (replace) history.replaceState(null, '', url)
  else history.pushState(null, '', url)
  scope.value = next
}
export function goDivision(code: string): void {
  go({ division: code, open: null }, false)
}
export function goCase(id: string | null, replace = false): void {
  if (id !== scope.value.open) go({ division: scope.value.division, open: id }, replace)
}
