// The open case with what belongs to it: page, drawing, curve, the nearest crews; reloaded as it changes.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import {
  api,
  Problem,
  type CasePage,
  type CommandRow,
  type Drawing,
  type Near,
  type Series,
  type TaskPage,
  type Thing,
} from '../shared/api'
import { ms } from '../shared/format'

const RELOAD_MS = 10000
const HALF_HOUR = 1800000
export const NEAR_M = 3000

export function useCase(id: Ref<string | null>, things: Ref<Thing[]>) {
  const page = shallowRef<CasePage | null>(null)
  const drawing = shallowRef<Drawing | null>(null)
  const series = shallowRef<Series | null>(null)
  const near = shallowRef<Near | null>(null)
  const task = shallowRef<TaskPage | null>(null)
  const commands = shallowRef<CommandRow[]>([])
  const state = ref<'none' | 'loading' | 'ready' | 'failing' | 'forbidden'>('none')
  const problem = ref('')
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false

  async function part<T>(work: Promise<T>, put: (v: T) => void, mine: number): Promise<void> {
    try {
      const v = await work
      if (mine === turn) put(v)
    } catch (e) {
      if (!(e instanceof Problem)) throw e
    }
  }
  /** The list of things may still be on its way when a case opens. */
  async function thingOf(c: CasePage): Promise<Thing | undefined> {
    const is = (x: Thing): boolean => x.key === c.thing
    return things.value.find(is) ?? (await api.things({ division: c.division, limit: 500 })).things.find(is)
  }
  async function curve(c: CasePage): Promise<Series> {
    const thing = await thingOf(c)
    const stream = (thing?.latest.find((d) => d.unit === c.unit) ?? thing?.latest[0])?.datastream
    const from = ms(c.event_time) - HALF_HOUR
    if (!thing) throw new Problem(404, 'not_found', c.thing)
    return api.series(thing.id, {
      datastream: stream,
      from: Number.isNaN(from) ? null : new Date(from).toISOString().replace('.000', ''),
    })
  }
  /** The open task that asks a person to decide: its form gives the buttons. */
  async function question(c: CasePage): Promise<TaskPage | null> {
    const open = c.tasks.filter((x) => x.state === 'open' || x.state === 'claimed')
    const mine = open.find((x) => !x.candidates.includes('crew'))
    return c.question && (mine ?? open[0]) ? api.task((mine ?? open[0])!.id) : null
  }

  async function load(): Promise<void> {
    const mine = turn
    const want = id.value
    if (!want || busy) return
    busy = true
    try {
      const c = await api.case(want)
      if (mine !== turn) return
      page.value = c
      state.value = 'ready'
      const jobs = [
        part(
          api.drawing(want),
          (d) => {
            drawing.value = d
          },
          mine,
        ),
        part(
          curve(c),
          (s) => {
            series.value = s
          },
          mine,
        ),
        part(
          question(c),
          (q) => {
            task.value = q
          },
          mine,
        ),
      ]
      if (!c.commands)
        jobs.push(
          part(
            api.commands({ case: want, limit: 50 }),
            (x) => {
              commands.value = x.commands
            },
            mine,
          ),
        )
      if (Number.isFinite(c.lat))
        jobs.push(
          part(
            api.near({ lat: c.lat, lon: c.lon, radius_m: NEAR_M, limit: 20 }),
            (n) => {
              near.value = n
            },
            mine,
          ),
        )
      await Promise.all(jobs)
    } catch (e) {
      if (mine !== turn) return
      problem.value = e instanceof Error ? e.message : String(e)
      if (!page.value)
        state.value = e instanceof Problem && (e.status === 403 || e.status === 404) ? 'forbidden' : 'failing'
    } finally {
      busy = false
    }
  }
  function round(): void {
    if (timer !== undefined) clearTimeout(timer)
    timer = setTimeout(() => {
      void load().finally(round)
    }, RELOAD_MS)
  }
  let last = 0
  /** Something about it changed: at most once in two seconds. */
  function touch(): void {
    const wait = Math.max(0, 2000 - (Date.now() - last))
    if (timer !== undefined) clearTimeout(timer)
    timer = setTimeout(() => {
      last = Date.now()
      void load().finally(round)
    }, wait)
  }
  watch(
    id,
    (next) => {
      turn++
      busy = false
      page.value = null
      drawing.value = null
      series.value = null
      near.value = null
      task.value = null
      commands.value = []
      state.value = next ? 'loading' : 'none'
      if (next) void load().finally(round)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    turn++
    if (timer !== undefined) clearTimeout(timer)
  })
  return { page, drawing, series, near, task, commands, state, problem, load, touch }
}
export type OpenCase = ReturnType<typeof useCase>
