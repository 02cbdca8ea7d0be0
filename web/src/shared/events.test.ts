// The stream: what it asks for, resuming after the last number, growing pauses, closing for good.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStream } from './events'

class Source {
  static all: Source[] = []
  onopen?: () => void
  onerror?: () => void
  closed = false
  heard = new Map<string, (e: { data: string; lastEventId: string }) => void>()
  constructor(readonly url: string) {
    Source.all.push(this)
  }
  addEventListener(type: string, fn: (e: { data: string; lastEventId: string }) => void): void {
    this.heard.set(type, fn)
  }
  close(): void {
    this.closed = true
  }
  say(type: string, data: unknown, id: string): void {
    this.heard.get(type)?.({ data: JSON.stringify(data), lastEventId: id })
  }
}
const last = (): Source => Source.all[Source.all.length - 1]!

beforeEach(() => {
  Source.all = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Source)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('openStream', () => {
  it('asks for the types it hears, after the number it has', () => {
    openStream(17, { case: vi.fn(), readings: vi.fn(), reset: vi.fn() })
    expect(last().url).toBe('/api/v1/events?types=case,readings&after=17')
  })
  it('hands on what arrives and outlives what it does not understand', () => {
    const readings = vi.fn()
    const s = openStream('', { readings })
    last().onopen?.()
    expect(s.state.value).toBe('live')
    last().say('readings', [[1, 2, '2026-07-29T11:42:06Z', 26.8]], '18')
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    last().heard.get('readings')?.({ data: '{', lastEventId: '19' })
    expect(readings).toHaveBeenCalledOnce()
    expect(s.seq.value).toBe('19')
  })
  it('resumes after the last number, with growing pauses, and says when it is back', () => {
    const back = vi.fn()
    const s = openStream(5, { readings: vi.fn() }, back)
    last().onopen?.()
    last().say('readings', [], '42')
    last().onerror?.()
    expect(s.state.value).toBe('lost')
    vi.advanceTimersByTime(1300)
    expect(last().url).toMatch(/after=42$/)
    last().onerror?.()
    vi.advanceTimersByTime(1300)
    expect(Source.all.length).toBe(2)
    vi.advanceTimersByTime(1500)
    expect(Source.all.length).toBe(3)
    last().onopen?.()
    expect([s.state.value, back.mock.calls.length]).toEqual(['live', 1])
  })
  it('stays closed', () => {
    const s = openStream('', { readings: vi.fn() })
    s.close()
    last().onerror?.()
    vi.advanceTimersByTime(60000)
    expect(Source.all.length).toBe(1)
    expect(last().closed).toBe(true)
  })
})
