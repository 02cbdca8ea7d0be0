// queue.test.ts - how tasks are grouped, matched and ordered, and the addresses of the desk.
import { describe, expect, it } from 'vitest'
import { setCityOffset } from '../shared/format'
import { groupOf, groupsOf, matches, pressure, used, type Row } from './queue'
import { addressOf, placeOf } from './route'

setCityOffset(480)
const NOW = Date.parse('2026-07-29T02:42:00Z') // 10:42 in the city
const row = (more: Partial<Row>): Row => ({
  id: '1',
  case: 'WF-1',
  element: '',
  name: { zh: '', en: '' },
  state: 'open',
  assignee: null,
  assignee_name: null,
  candidates: [],
  division: '',
  division_name: { zh: '', en: '' },
  opened_at: '2026-07-28T02:42:00Z',
  due_at: null,
  remaining_s: null,
  title: { zh: '', en: '' },
  unusual: [],
  level: 4,
  ...more,
})

describe('the queue', () => {
  it.each([
    ['2026-07-29T02:00:00Z', 'grLate', 1],
    ['2026-07-29T04:00:00Z', 'grToday', 2],
    ['2026-07-29T15:59:00Z', 'grToday', 3],
    ['2026-07-29T16:01:00Z', 'grTomorrow', null],
    ['2026-08-01T01:00:00Z', 'grLater', null],
    [null, 'grNone', null],
  ] as const)('due %s is %s', (due_at, group, level) => {
    expect(groupOf(row({ due_at }), NOW)).toBe(group)
    expect(pressure(row({ due_at }), NOW)).toBe(level)
  })
  it('orders by the time left, then by the longest wait', () => {
    const due_at = '2026-07-29T08:00:00Z'
    const list = [
      row({ case: 'young', due_at, opened_at: '2026-07-29T01:00:00Z' }),
      row({ case: 'old', due_at }),
      row({ case: 'first', due_at: '2026-07-29T05:00:00Z' }),
      row({ case: 'late', due_at: '2026-07-28T05:00:00Z' }),
    ]
    const groups = groupsOf(list, NOW)
    expect(groups.map((g) => g.key)).toEqual(['grLate', 'grToday'])
    expect(groups[1]?.rows.map((r) => r.case)).toEqual(['first', 'old', 'young'])
  })
  it('fills the bar with the time used', () => {
    expect(used(row({ due_at: '2026-07-30T02:42:00Z' }), NOW)).toBe(0.5)
    expect(used(row({ due_at: '2026-07-29T00:00:00Z' }), NOW)).toBe(1)
    expect(used(row({}), NOW)).toBe(0)
  })
  it('puts what waits and what is done apart', () => {
    expect(groupOf(row({ state: 'waiting', id: null }), NOW)).toBe('grPaused')
    expect(groupOf(row({ state: 'done' }), NOW)).toBe('grDone')
  })
  it('finds by number and words', () => {
    expect(matches(row({}), ' wf-1 ', [])).toBe(true)
    expect(matches(row({}), '顾', ['顾**'])).toBe(true)
    expect(matches(row({}), '陈', ['顾**'])).toBe(false)
  })
  it.each(['/desk', '/desk?queue=done', '/desk/task/13', '/desk/case/WF-1124-0001?queue=waiting'])(
    'the address %s is read and written alike',
    (address) => {
      const [path = '', search = ''] = address.split('?')
      expect(addressOf(placeOf(path, search))).toBe(address)
    },
  )
})
