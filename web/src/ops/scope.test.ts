// The address of a scope, both ways.
import { beforeAll, describe, expect, it, vi } from 'vitest'

beforeAll(() => {
  vi.stubGlobal('location', { pathname: '/ops', search: '' })
  vi.stubGlobal('window', { addEventListener: () => undefined })
})

describe('scope', () => {
  it.each([
    ['/ops', '', ''],
    ['/ops/', '', ''],
    ['/ops/310104', '', '310104'],
    ['/ops/310104/013', '', '310104013'],
    ['/ops/310104/013/002', '', '310104013002'],
    ['/ops/abc', '', ''],
  ])('%s%s is %s', async (path, search, code) => {
    const { readScope } = await import('./scope')
    expect(readScope(path, search).division).toBe(code)
  })
  it.each([
    ['', '/ops'],
    ['310104', '/ops/310104'],
    ['310104013', '/ops/310104/013'],
  ])('%s is written %s', async (code, path) => {
    const { scopePath } = await import('./scope')
    expect(scopePath(code)).toBe(path)
  })
  it('reads the open case', async () => {
    const { readScope } = await import('./scope')
    expect(readScope('/ops', '?case=FX-1').open).toBe('FX-1')
  })
})
