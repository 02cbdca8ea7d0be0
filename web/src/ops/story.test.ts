// History as people read it.
import { describe, expect, it } from 'vitest'
import { commandName, lineOf, personOf, reasonText, tellable } from './story'
import type { CasePage, CommandRow, HistoryRow, Words } from '../shared/api'

const w = (zh: string): Words => ({ zh, en: `${zh} en` })
const row = (kind: string, element: string, name: string, text = '', why: unknown = null): HistoryRow =>
  ({
    seq: 1,
    time: '2026-07-29T11:42:06Z',
    kind,
    actor: null,
    element,
    name: w(name),
    text: { zh: text, en: text },
    why,
  }) as HistoryRow

describe('reasonText', () => {
  it.each([
    ['a rule', { text: w('到了 20 厘米'), condition: 'value >= 20' }, '到了 20 厘米'],
    ['a decision', [{ decision: 'x', result: { reason: w('最近的队伍') } }], '最近的队伍'],
    ['words', w('因为'), '因为'],
    ['figures only', { unit: 'U-09', distance_m: 1018 }, ''],
    ['nothing', null, ''],
  ])('takes %s', (_what, why, text) => expect(reasonText(why)).toBe(text))
})

describe('story', () => {
  it('drops the inner step where a line of its own says it', () =>
    expect(
      tellable([row('left', 'A', 'a'), row('decided', 'B', 'b'), row('left', 'B', 'b')]).map((h) => h.kind + h.element),
    ).toEqual(['leftA', 'decidedB']))
  it('names a command by its step', () => {
    const page = {
      history: [row('command', 'Task_ToWell', '开泵', '泵：to_well', { command: 2 })],
    } as unknown as CasePage
    const command = { id: '2', actuator: 'PUMP-1', action: 'to_well' } as CommandRow
    expect(commandName(command, page)).toBe('开泵')
    expect(commandName({ ...command, id: '3' }, page)).toBe('PUMP-1 to_well')
    expect(lineOf(page.history[0]!)).toBe('开泵')
  })
  it('names people, not programs', () =>
    expect([personOf('token:sim'), personOf('duty'), personOf(null)]).toEqual(['', 'duty', '']))
})
