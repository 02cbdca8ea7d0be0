// Where the desk is: a queue, or one case of it; the address carries it, the browser's back works.
import { ref } from 'vue'

export const QUEUES = ['todo', 'due_today', 'waiting', 'transferred', 'done', 'bad_rating'] as const
export type Queue = (typeof QUEUES)[number]
export interface Place {
  queue: Queue
  /** A task's id, or a case's number where no task is open. */
  task: string | null
  case: string | null
  /** Entering an application for somebody who stands at the window. */
  intake: boolean
}

export function placeOf(path: string, search: string): Place {
  const asked = new URLSearchParams(search).get('queue')
  const queue = QUEUES.find((q) => q === asked) ?? 'todo'
  const one = /^\/desk\/(task|case)\/([^/]+)/.exec(path)
  const id = one?.[2] ? decodeURIComponent(one[2]) : null
  if (/^\/desk\/intake\b/.test(path)) return { queue, task: null, case: null, intake: true }
  return { queue, task: one?.[1] === 'task' ? id : null, case: one?.[1] === 'case' ? id : null, intake: false }
}

export function addressOf(p: Place): string {
  const query = p.queue === 'todo' ? '' : `?queue=${p.queue}`
  if (p.intake) return `/desk/intake${query}`
  if (p.task) return `/desk/task/${encodeURIComponent(p.task)}${query}`
  if (p.case) return `/desk/case/${encodeURIComponent(p.case)}${query}`
  return `/desk${query}`
}

export const place = ref<Place>(
  typeof location === 'undefined' ? placeOf('/desk', '') : placeOf(location.pathname, location.search),
)

export function go(next: Partial<Place>): void {
  place.value = { queue: place.value.queue, task: null, case: null, intake: false, ...next }
  history.pushState(null, '', addressOf(place.value))
  window.scrollTo(0, 0)
}

if (typeof window !== 'undefined')
  window.addEventListener('popstate', () => {
    place.value = placeOf(location.pathname, location.search)
  })
