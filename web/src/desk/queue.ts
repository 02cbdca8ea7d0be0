// The queue: loaded, kept fresh by the live stream, ordered by the time left and put into groups by day.
import { ref, watch, type Ref } from 'vue'
import { api, Problem, type TaskList, type TaskRow } from '../shared/api'
import { openStream, type Stream } from '../shared/events'
import { now } from '../shared/clock'
import * as f from '../shared/format'
import type { Queue } from './route'

/** What the queue says of a case beyond a task's row. */
export interface Row extends Omit<TaskRow, 'id' | 'state'> {
  id: string | null
  state: TaskRow['state'] | 'waiting'
  waiting_s?: number
  ended_at?: string | null
  scenario?: string
}
export type GroupKey = 'grLate' | 'grToday' | 'grTomorrow' | 'grLater' | 'grNone' | 'grDone' | 'grPaused'
export interface Group {
  key: GroupKey
  rows: Row[]
}
const ORDER: readonly GroupKey[] = ['grLate', 'grNone', 'grToday', 'grTomorrow', 'grLater', 'grPaused', 'grDone']

export function groupOf(row: Row, at: number): GroupKey {
  if (row.state === 'waiting') return 'grPaused'
  if (row.state === 'done' || row.state === 'cancelled') return 'grDone'
  const due = f.ms(row.due_at)
  if (Number.isNaN(due)) return 'grNone'
  if (due < at) return 'grLate'
  const day = (x: number): string => f.date(x, at, 'en')
  if (day(due) === day(at)) return 'grToday'
  return day(due) === day(at + 86400000) ? 'grTomorrow' : 'grLater'
}

/** By the time left, then by the longest wait. */
export function byTimeLeft(a: Row, b: Row): number {
  const due = (r: Row): number => (r.due_at ? f.ms(r.due_at) : Number.POSITIVE_INFINITY)
  const one = due(a)
  const two = due(b)
  return one === two ? f.ms(a.opened_at) - f.ms(b.opened_at) : one - two
}

export function groupsOf(rows: Row[], at: number): Group[] {
  const kept = new Map<GroupKey, Row[]>()
  for (const row of rows) {
    const key = groupOf(row, at)
    kept.set(key, [...(kept.get(key) ?? []), row])
  }
  return ORDER.flatMap((key) => {
    const list = kept.get(key)
    if (!list) return []
    const sorted = [...list].sort(key === 'grDone' ? (a, b) => f.ms(b.ended_at) - f.ms(a.ended_at) : byTimeLeft)
    return [{ key, rows: sorted }]
  })
}

/** How much of its time is used up, 0 to 1. */
export function used(row: Row, at: number): number {
  const from = f.ms(row.opened_at)
  const to = f.ms(row.due_at)
  if (Number.isNaN(to) || to <= from) return 0
  return Math.min(1, Math.max(0, (at - from) / (to - from)))
}

export function pressure(row: Row, at: number): 1 | 2 | 3 | null {
  const left = f.ms(row.due_at) - at
  if (Number.isNaN(left) || row.state === 'done' || row.state === 'waiting') return null
  if (left < 0) return 1
  return left < 2 * 3600000 ? 2 : groupOf(row, at) === 'grToday' ? 3 : null
}

export function matches(row: Row, text: string, words: string[]): boolean {
  const wanted = text.trim().toLowerCase()
  return wanted === '' || [row.case, ...words].some((w) => w.toLowerCase().includes(wanted))
}

const LIMIT = 200

export function useQueue(queue: Ref<Queue>, signedIn: Ref<boolean>) {
  const rows = ref<Row[]>([])
  const counts = ref<TaskList['counts'] | null>(null)
  const more = ref(false)
  let next: string | null = null
  let pages = 1
  const state = ref<'loading' | 'ready' | 'failing'>('loading')
  const problem = ref('')
  const lost = ref(false)
  /** Counts what the live stream said, so that an open case can look again. */
  const beat = ref<{ n: number; case: string | null }>({ n: 0, case: null })
  let stream: Stream | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    const all = queue.value === 'transferred' ? '0' : undefined
    try {
      // What was asked for stays asked for: a reload brings all pages that were open.
      const got = await api.tasks({ queue: queue.value, limit: LIMIT, mine: all })
      const list = got.tasks as Row[]
      next = got.next
      for (let n = 1; n < pages && next; n++) {
        const rest = await api.tasks({ queue: queue.value, limit: LIMIT, mine: all, after: next })
        list.push(...(rest.tasks as Row[]))
        next = rest.next
      }
      if (mine !== turn) return
      rows.value = list
      counts.value = got.counts
      more.value = next !== null
      state.value = 'ready'
    } catch (e) {
      if (mine !== turn) return
      if (e instanceof Problem && e.status === 401) return
      problem.value = e instanceof Error ? e.message : String(e)
      if (rows.value.length === 0) state.value = 'failing'
      soon(5000)
    }
  }
  async function loadMore(): Promise<void> {
    if (!next) return
    pages++
    await load()
  }
  function soon(ms = 400): void {
    if (timer !== undefined) clearTimeout(timer)
    timer = setTimeout(() => {
      void load()
    }, ms)
  }
  function begin(): void {
    end()
    void load()
    const heard = (case_: string | null): void => {
      beat.value = { n: beat.value.n + 1, case: case_ }
      soon()
    }
    const s = openStream(
      '',
      { task: (x) => heard(x.case), application: () => heard(null), reset: () => heard(null) },
      () => soon(0),
    )
    stream = s
    watch(s.state, (x) => {
      lost.value = x === 'lost'
    })
  }
  function end(): void {
    stream?.close()
    stream = null
    if (timer !== undefined) clearTimeout(timer)
  }
  watch(
    signedIn,
    (yes) => {
      if (yes) begin()
      else {
        end()
        rows.value = []
        counts.value = null
      }
    },
    { immediate: true },
  )
  watch(queue, () => {
    state.value = 'loading'
    rows.value = []
    pages = 1
    void load()
  })
  return { rows, counts, more, state, problem, lost, beat, load, loadMore, end, now }
}
