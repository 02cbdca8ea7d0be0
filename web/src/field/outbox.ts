// What the phone has recorded and not yet sent: kept in IndexedDB with its true time, sent in order.
import { ref, shallowRef } from 'vue'
import { api, Problem } from '../shared/api'
import { serverNow } from '../shared/clock'

export type Reason = 'busy' | 'blocked' | 'equipment' | 'unsafe'
export type Act =
  | { kind: 'accept'; task: string }
  | { kind: 'arrive'; task: string; lat?: number; lon?: number }
  | { kind: 'refuse'; task: string; reason: Reason }
  | { kind: 'note'; case: string; task: string; text: string }
  | {
      kind: 'report'
      task: string
      answers: Record<string, unknown>
      photos: { blob: Blob; name: string; key: string | null }[]
    }
export interface Entry {
  id: number
  at: string
  act: Act
  problem?: string
}
export type NewEntry = Omit<Entry, 'id'>

/** Where entries live; IndexedDB in the browser, anything else in a test. */
export interface Shelf {
  all(): Promise<Entry[]>
  add(e: NewEntry): Promise<number>
  put(e: Entry): Promise<void>
  remove(id: number): Promise<void>
}

const DB = 'xiucheng-field'
const STORE = 'outbox'

function wait<T>(r: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    r.onsuccess = () => done(r.result)
    r.onerror = () => fail(r.error ?? new Error('storage'))
  })
}

export async function openShelf(): Promise<Shelf> {
  const asked = indexedDB.open(DB, 1)
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore(STORE, { keyPath: 'id', autoIncrement: true })
  }
  const db = await wait(asked)
  const store = (mode: IDBTransactionMode): IDBObjectStore => db.transaction(STORE, mode).objectStore(STORE)
  return {
    all: () => wait(store('readonly').getAll() as IDBRequest<Entry[]>),
    add: async (e) => Number(await wait(store('readwrite').add(e))),
    put: async (e) => {
      await wait(store('readwrite').put(e))
    },
    remove: async (id) => {
      await wait(store('readwrite').delete(id))
    },
  }
}

/** Sends one entry; an answer that it was done before counts as done. */
export async function sendEntry(e: Entry): Promise<void> {
  const a = e.act
  switch (a.kind) {
    case 'accept':
      await api.accept(a.task)
      return
    case 'arrive':
      await api.arrive(a.task, { lat: a.lat, lon: a.lon })
      return
    case 'refuse':
      await api.refuse(a.task, a.reason)
      return
    case 'note':
      await api.note(a.case, a.text)
      return
    case 'report': {
      const answers = { ...a.answers }
      const files: string[] = []
      for (const p of a.photos) {
        const f = await api.upload(p.blob, p.name)
        files.push(f.id)
        if (p.key) answers[p.key] = files[0]
      }
      await api.complete(a.task, answers, files, e.at)
    }
  }
}

export type Sender = (e: Entry) => Promise<void>
const FIRST_PAUSE_MS = 3000
const LONGEST_PAUSE_MS = 60000

/** The queue: strictly in order, stops at trouble that passes, sets aside what the server will not take. */
export function useOutbox(shelf: () => Promise<Shelf>, send: Sender = sendEntry) {
  const entries = shallowRef<Entry[]>([])
  const offline = ref(false)
  const sending = ref(false)
  let opened: Promise<Shelf> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE_MS
  const store = (): Promise<Shelf> => (opened ??= shelf())

  async function refresh(): Promise<void> {
    entries.value = await (await store()).all()
  }

  async function record(act: Act): Promise<void> {
    await (await store()).add({ at: new Date(serverNow()).toISOString().replace(/\.\d+Z$/, 'Z'), act })
    await refresh()
    await flush()
  }
  function later(): void {
    if (timer !== undefined) clearTimeout(timer)
    timer = setTimeout(() => {
      void flush()
    }, pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
  async function flush(): Promise<void> {
    if (sending.value) return
    sending.value = true
    try {
      for (const e of entries.value.filter((x) => !x.problem)) {
        try {
          await send(e)
          offline.value = false
          pause = FIRST_PAUSE_MS
          await (await store()).remove(e.id)
        } catch (x) {
          if (x instanceof Problem && (x.passing || x.status === 401 || x.status >= 500)) {
            offline.value = x.offline
            later()
            return
          }
          if (x instanceof Problem && x.status === 409) await (await store()).remove(e.id)
          else await (await store()).put({ ...e, problem: x instanceof Error ? x.message : String(x) })
        }
        await refresh()
      }
    } finally {
      sending.value = false
    }
  }
  async function drop(id: number): Promise<void> {
    await (await store()).remove(id)
    await refresh()
  }
  async function begin(): Promise<void> {
    await refresh()
    await flush()
  }
  function end(): void {
    if (timer !== undefined) clearTimeout(timer)
  }
  return { entries, offline, sending, record, flush, drop, begin, end }
}
export type Outbox = ReturnType<typeof useOutbox>
