// The live stream: one EventSource that resumes where it stopped and says whether it is alive.
import { ref, type Ref } from 'vue'
import type { CaseRow, CommandRow, TaskRow, UnitState, WarningRow } from './api'

export interface EventData {
  readings: [thing: string, datastream: string, time: string, value: number][]
  case: CaseRow
  task: TaskRow
  command: CommandRow
  unit: [id: string, lat: number, lon: number, state: UnitState][]
  warning: WarningRow
  application: { id: string }
  reset: unknown
}
export type EventType = keyof EventData
type Handlers = { [K in EventType]?: (data: EventData[K]) => void }

export interface Stream {
  state: Ref<'connecting' | 'live' | 'lost'>
  /** When something last arrived (this screen's clock), and the number of it. */
  lastAt: Ref<number>
  seq: Ref<string>
  close(): void
}

const LONGEST_PAUSE_S = 30

/** Opens /events after `after`; reconnects with growing pauses; `onResume` runs after each gap. */
export function openStream(after: string | number, handlers: Handlers, onResume?: () => void): Stream {
  const state: Stream['state'] = ref('connecting')
  const lastAt = ref(Date.now())
  const seq = ref(String(after))
  const types = Object.keys(handlers) as EventType[]
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let closed = false

  function hear<K extends EventType>(type: K, event: MessageEvent<string>): void {
    if (event.lastEventId) seq.value = event.lastEventId
    lastAt.value = Date.now()
    const handler = handlers[type]
    if (!handler) return
    try {
      handler(JSON.parse(event.data) as EventData[K])
    } catch (e) {
      console.error('event not understood', type, e)
    }
  }
  function opened(): void {
    if (failures > 0) onResume?.()
    failures = 0
    state.value = 'live'
    lastAt.value = Date.now()
  }
  function failed(): void {
    source?.close()
    if (closed) return
    failures++
    state.value = 'lost'
    const wait = Math.min(2 ** (failures - 1), LONGEST_PAUSE_S) * (0.75 + Math.random() * 0.5)
    timer = setTimeout(connect, wait * 1000)
  }
  function connect(): void {
    const asked = types.filter((x) => x !== 'reset').join(',')
    source = new EventSource(
      `/api/v1/events?types=${asked}${seq.value ? `&after=${encodeURIComponent(seq.value)}` : ''}`,
    )
    source.onopen = opened
    source.onerror = failed
    for (const type of types) source.addEventListener(type, (e) => hear(type, e as MessageEvent<string>))
  }
  connect()
  return {
    state,
    lastAt,
    seq,
    close() {
      closed = true
      source?.close()
      if (timer !== undefined) clearTimeout(timer)
    },
  }
}
