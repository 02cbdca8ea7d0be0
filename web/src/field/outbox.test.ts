// The phone's queue: order, passing trouble, what the server refuses, true times.
import { describe, expect, it } from 'vitest'
import { Problem } from '../shared/api'
import { useOutbox, type Act, type Entry, type Shelf } from './outbox'

function memory(): Shelf {
  const list = new Map<number, Entry>()
  let next = 1
  return {
    all: async () => [...list.values()].sort((a, b) => a.id - b.id),
    add: async (e) => {
      list.set(next, { ...e, id: next })
      return next++
    },
    put: async (e) => {
      list.set(e.id, e)
    },
    remove: async (id) => {
      list.delete(id)
    },
  }
}
const accept: Act = { kind: 'accept', task: 't1' }
const report: Act = { kind: 'report', task: 't1', answers: { depth_cm: 27 }, photos: [] }

describe('outbox', () => {
  it('sends in order and keeps nothing', async () => {
    const sent: string[] = []
    const box = useOutbox(
      async () => memory(),
      async (e) => {
        sent.push(e.act.kind)
      },
    )
    await box.record(accept)
    await box.record(report)
    expect(sent).toEqual(['accept', 'report'])
    expect(box.entries.value).toEqual([])
  })
  it('keeps everything in order while there is no network, with the time it happened', async () => {
    let up = false
    const sent: Entry[] = []
    const shelf = memory()
    const box = useOutbox(
      async () => shelf,
      async (e) => {
        if (!up) throw new Problem(0, 'offline', 'x')
        sent.push(e)
      },
    )
    await box.record(accept)
    await box.record(report)
    expect(box.offline.value).toBe(true)
    expect(box.entries.value.map((e) => e.act.kind)).toEqual(['accept', 'report'])
    const times = box.entries.value.map((e) => e.at)
    up = true
    await box.flush()
    expect(sent.map((e) => e.at)).toEqual(times)
    expect(times.every((x) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(x))).toBe(true)
    expect(box.entries.value).toEqual([])
    box.end()
  })
  it('sets aside what the server will not take and goes on', async () => {
    const box = useOutbox(
      async () => memory(),
      async (e) => {
        if (e.act.kind === 'accept') throw new Problem(403, 'forbidden', 'not yours')
      },
    )
    await box.record(accept)
    await box.record(report)
    expect(box.entries.value.map((e) => e.problem)).toEqual(['not yours'])
  })
  it('counts what was done before as done', async () => {
    const box = useOutbox(
      async () => memory(),
      async () => {
        throw new Problem(409, 'conflict', 'already')
      },
    )
    await box.record(accept)
    expect(box.entries.value).toEqual([])
  })
  it('finds what was left from last time', async () => {
    const shelf = memory()
    await shelf.add({ at: '2026-07-29T11:52:00Z', act: report })
    const sent: string[] = []
    await useOutbox(
      async () => shelf,
      async (e) => {
        sent.push(e.at)
      },
    ).begin()
    expect(sent).toEqual(['2026-07-29T11:52:00Z'])
  })
})
