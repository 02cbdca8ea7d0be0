// The client: CSRF on writes, errors in words, retry of reads only.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, Problem, request, setCsrf, whenSignedOut } from './api'

type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'down'
const asked: { url: string; init: RequestInit }[] = []

function answers(...list: Answer[]): void {
  asked.length = 0
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    const a = list[Math.min(asked.length - 1, list.length - 1)]
    if (!a || a === 'down') throw new TypeError('failed to fetch')
    return new Response(a.status === 204 ? null : JSON.stringify(a.body ?? {}), {
      status: a.status,
      headers: a.headers,
    })
  })
}
const header = (i: number, name: string): string | undefined => (asked[i]?.init.headers as Record<string, string>)[name]
const caught = async (work: Promise<unknown>): Promise<Problem> => {
  try {
    await work
  } catch (e) {
    return e as Problem
  }
  throw new Error('no problem')
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 1000 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('request', () => {
  it('sends the token with writes only', async () => {
    setCsrf('t0k')
    answers({ status: 204 })
    await api.acknowledge('FX/1')
    expect(asked[0]?.url).toBe('/api/v1/cases/FX%2F1/acknowledge')
    expect(header(0, 'X-CSRF-Token')).toBe('t0k')
    answers({ status: 200, body: { matters: [] } })
    await api.matters('没犯罪')
    expect(asked[0]?.url).toBe(`/api/v1/matters?q=${encodeURIComponent('没犯罪')}&limit=10`)
    expect(header(0, 'X-CSRF-Token')).toBeUndefined()
  })
  it('words what was wrong, field by field', async () => {
    answers({
      status: 400,
      body: {
        error: { code: 'invalid', message: '还有 2 处要改', fields: [{ where: '/answers/unit', message: '请填单位' }] },
      },
    })
    const p = await caught(api.submit('1'))
    expect([p.status, p.code, p.message, p.fields.length]).toEqual([400, 'invalid', '还有 2 处要改', 1])
  })
  it('takes an answer that is no JSON', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 500 }))
    expect((await caught(request('POST', 'x'))).message).toMatch(/我们这边出了问题/)
  })
  it('tries a read again, as told by Retry-After', async () => {
    answers({ status: 503, headers: { 'Retry-After': '1' } }, 'down', { status: 200, body: { a: 1 } })
    expect(await request('GET', 'x')).toEqual({ a: 1 })
    expect(asked.length).toBe(3)
  })
  it('does not repeat a write', async () => {
    answers('down')
    const p = await caught(request('POST', 'x', {}))
    expect([p.offline, p.passing, asked.length]).toEqual([true, true, 1])
  })
  it('gives up reading after three times and does not repeat what is final', async () => {
    answers('down')
    await caught(request('GET', 'x'))
    expect(asked.length).toBe(3)
    answers({ status: 404, body: {} })
    await caught(request('GET', 'x'))
    expect(asked.length).toBe(1)
  })
  it('tells when nobody is signed in any more, but not for the question itself', async () => {
    const out = vi.fn()
    whenSignedOut(out)
    answers({ status: 401 })
    await caught(api.session())
    expect(out).not.toHaveBeenCalled()
    await caught(api.overview())
    expect(out).toHaveBeenCalledOnce()
  })
})
