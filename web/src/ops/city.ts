// The picture of one scope, kept live: loaded whole, then changed by the event stream.
import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { api, Problem, type CaseRow, type Division, type Overview, type Thing, type Unit } from '../shared/api'
import { now, serverNow, setServerNow } from '../shared/clock'
import { openStream, type EventData, type Stream } from '../shared/events'
import { ms } from '../shared/format'

export type CityState = 'loading' | 'ready' | 'failing' | 'forbidden'
const RELOAD_MS = 10000
const THINGS_MS = 30000
const THING_PAGES = 8

/** One problem, one row: who waits for a person is not also said to run by itself. */
function once(o: Overview): Overview {
  const waits = new Set(o.waiting.map((c) => c.id))
  return { ...o, running: o.running.filter((c) => !waits.has(c.id)) }
}

export function useCity(division: Ref<string>) {
  const state = ref<CityState>('loading')
  const overview = shallowRef<Overview | null>(null)
  const things = shallowRef<Thing[]>([])
  const units = shallowRef<Unit[]>([])
  const places = shallowRef<Division[]>([])
  const problem = ref('')
  const loadedAt = ref(0)
  const heardAt = ref(0)
  const changed = ref<{ id: string; n: number }>({ id: '', n: 0 })
  const readings = shallowRef<EventData['readings']>([])
  const streamState = ref<Stream['state']['value']>('connecting')
  let stream: Stream | undefined
  let timers: ReturnType<typeof setTimeout>[] = []
  let pending = false
  let turn = 0

  const cases = computed(() => (overview.value ? [...overview.value.waiting, ...overview.value.running] : []))
  const dataAt = computed(() => Math.max(ms(overview.value?.data_at) || 0, heardAt.value))

  async function loadOverview(mine: number): Promise<void> {
    try {
      const o = await api.overview(division.value || undefined)
      if (mine !== turn) return
      setServerNow(ms(o.now))
      overview.value = once(o)
      loadedAt.value = now.value
      state.value = 'ready'
      problem.value = ''
    } catch (e) {
      if (mine !== turn) return
      if (e instanceof Problem && e.status === 401) return
      problem.value = e instanceof Error ? e.message : String(e)
      state.value = e instanceof Problem && (e.status === 403 || e.status === 404) ? 'forbidden' : 'failing'
    }
  }
  async function loadThings(mine: number): Promise<void> {
    const all: Thing[] = []
    let after: string | null = null
    for (let page = 0; page < THING_PAGES; page++) {
      const got: { things: Thing[]; next: string | null } = await api.things({
        division: division.value,
        kind: 'road',
        limit: 500,
        after,
      })
      all.push(...got.things)
      after = got.next
      if (!after) break
    }
    if (mine === turn) things.value = all
  }
  const loadUnits = async (mine: number): Promise<void> => {
    const got = await api.units(division.value || undefined)
    if (mine === turn) units.value = got.units
  }
  const loadPlaces = async (mine: number): Promise<void> => {
    const parent = overview.value?.division.code ?? division.value
    const got = await api.divisions(parent.padEnd(12, '0'))
    if (mine === turn) places.value = got.divisions
  }
  /** Side loads may fail without hurting the main picture; the next round tries again. */
  const aside = (work: Promise<void>): Promise<void> =>
    work.catch((e: unknown) => {
      if (!(e instanceof Problem)) console.error(e)
    })

  function patchCase(row: CaseRow): void {
    const o = overview.value
    changed.value = { id: row.id, n: changed.value.n + 1 }
    if (!o) return
    const swap = (list: CaseRow[]): CaseRow[] => list.map((c) => (c.id === row.id ? { ...c, ...row } : c))
    overview.value = { ...o, waiting: swap(o.waiting), running: swap(o.running) }
    soon()
  }
  function patchReadings(list: EventData['readings']): void {
    heardAt.value = serverNow()
    readings.value = list
    const latest = new Map(list.map((r) => [`${r[0]} ${r[1]}`, r]))
    let hit = false
    const next = things.value.map((x) => {
      const l = x.latest.map((d) => {
        const r = latest.get(`${x.id} ${d.datastream}`)
        return r ? { ...d, value: r[3], time: r[2], age_s: 0 } : d
      })
      if (!l.some((d, i) => d !== x.latest[i])) return x
      hit = true
      return { ...x, latest: l }
    })
    if (hit) things.value = next
  }
  function patchUnits(list: EventData['unit']): void {
    const moved = new Map(list.map((u) => [String(u[0]), u]))
    units.value = units.value.map((u) => {
      const m = moved.get(String(u.id)) ?? moved.get(u.key)
      return m ? { ...u, lat: m[1], lon: m[2], state: m[3], seen_at: new Date(serverNow()).toISOString() } : u
    })
  }
  /** Many events in one second ask for the overview once. */
  function soon(): void {
    if (pending) return
    pending = true
    timers.push(
      setTimeout(() => {
        pending = false
        void loadOverview(turn)
      }, 1000),
    )
  }
  function listen(): void {
    stream?.close()
    const s = openStream(
      overview.value?.seq ?? '',
      {
        case: patchCase,
        readings: patchReadings,
        unit: patchUnits,
        warning: soon,
        task: soon,
        command: (c) => {
          if (c.case) changed.value = { id: String(c.case), n: changed.value.n + 1 }
        },
        reset: () => {
          void load()
        },
      },
      soon,
    )
    stream = s
    watch(
      s.state,
      (v) => {
        streamState.value = v
      },
      { immediate: true },
    )
  }

  async function load(): Promise<void> {
    const mine = ++turn
    for (const x of timers) clearTimeout(x)
    timers = []
    pending = false
    if (!overview.value) state.value = 'loading'
    await loadOverview(mine)
    if (mine !== turn) return
    const again = (fn: (m: number) => Promise<void>, every: number): void => {
      timers.push(
        setTimeout(() => {
          void aside(fn(mine)).then(() => {
            if (mine === turn) again(fn, every)
          })
        }, every),
      )
    }
    again(loadOverview, RELOAD_MS)
    if (state.value === 'forbidden') {
      stream?.close()
      return
    }
    await Promise.all([aside(loadThings(mine)), aside(loadUnits(mine)), aside(loadPlaces(mine))])
    if (mine !== turn) return
    again(loadThings, THINGS_MS)
    again(loadUnits, RELOAD_MS)
    listen()
  }

  watch(division, () => {
    overview.value = null
    things.value = []
    units.value = []
    places.value = []
    void load()
  })
  onBeforeUnmount(() => {
    turn++
    stream?.close()
    for (const x of timers) clearTimeout(x)
  })
  return {
    state,
    overview,
    things,
    units,
    places,
    problem,
    loadedAt,
    dataAt,
    cases,
    changed,
    readings,
    streamState,
    load,
    soon,
  }
}
export type City = ReturnType<typeof useCity>
