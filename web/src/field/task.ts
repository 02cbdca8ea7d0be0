// The responder's task: the first of mine, remembered so that it opens without a network.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { api, Problem, type CaseRow, type TaskPage, type TaskRow } from '../shared/api'
import { openStream, type Stream } from '../shared/events'

const KEEP = 'xiucheng.field.task'
const RELOAD_MS = 8000

interface Kept {
  list: TaskRow[]
  page: TaskPage | null
  row: CaseRow | null
}

function kept(): Kept {
  try {
    const text = localStorage.getItem(KEEP)
    return text ? (JSON.parse(text) as Kept) : { list: [], page: null, row: null }
  } catch {
    return { list: [], page: null, row: null }
  }
}

const ORDER: Record<TaskRow['state'], number> = { on_site: 0, accepted: 1, claimed: 2, open: 3, done: 9, cancelled: 9 }

export function useTask() {
  const start = kept()
  const list = shallowRef<TaskRow[]>(start.list)
  const page = shallowRef<TaskPage | null>(start.page)
  const row = shallowRef<CaseRow | null>(start.row)
  const state = ref<'loading' | 'ready' | 'failing'>(start.page ? 'ready' : 'loading')
  const offline = ref(false)
  const hidden = ref(new Set<string>())
  let timer: ReturnType<typeof setTimeout> | undefined
  let stream: Stream | undefined

  const open = computed(() =>
    list.value
      .filter((x) => ORDER[x.state] < 9 && !hidden.value.has(x.id))
      .sort((a, b) => ORDER[a.state] - ORDER[b.state] || a.opened_at.localeCompare(b.opened_at)),
  )
  const task = computed(() => open.value[0] ?? null)

  async function load(): Promise<void> {
    try {
      list.value = (await api.tasks({ mine: 1, state: 'open' })).tasks
      const first = task.value
      if (first) {
        page.value = await api.task(first.id)
        row.value = await api.case(first.case).catch((e: unknown) => {
          if (e instanceof Problem && !e.offline) return null
          throw e
        })
      } else {
        page.value = null
        row.value = null
      }
      offline.value = false
      state.value = 'ready'
      localStorage.setItem(KEEP, JSON.stringify({ list: list.value, page: page.value, row: row.value }))
    } catch (e) {
      offline.value = e instanceof Problem && e.offline
      if (!page.value) state.value = 'failing'
    }
  }
  function round(): void {
    if (timer !== undefined) clearTimeout(timer)
    timer = setTimeout(() => {
      void load().finally(round)
    }, RELOAD_MS)
  }
  function begin(): void {
    void load().finally(round)
    stream = openStream('', {
      task: () => {
        void load()
      },
      case: (c) => {
        if (row.value && c.id === row.value.id) row.value = { ...row.value, ...c }
      },
    })
  }
  /** What the phone did itself shows at once, whether or not the server has heard it. */
  function assume(id: string, next: TaskRow['state']): void {
    list.value = list.value.map((x) => (x.id === id ? { ...x, state: next } : x))
    if (next === 'done' || next === 'cancelled') hidden.value = new Set([...hidden.value, id])
    localStorage.setItem(KEEP, JSON.stringify({ list: list.value, page: page.value, row: row.value }))
  }
  onBeforeUnmount(() => {
    if (timer !== undefined) clearTimeout(timer)
    stream?.close()
  })
  return { list, open, task, page, row, state, offline, load, begin, assume }
}
