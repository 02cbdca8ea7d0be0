// hands.test.ts - which hands are offered to whom, and what they send.
import { describe, expect, it } from 'vitest'
import type { CasePage, TaskPage } from '../shared/api'
import { handsFor, HANDS } from './hands'

const hands = { urged: 0, supervised_by: null, held_by: null, held_at: null, extensions: [], sides: [], links: [] }
const page = (more: object = {}): CasePage =>
  ({ id: 'RX-1124-0001', state: 'active', tasks: [], deadline: { due_at: 'x' }, hands, ...more }) as unknown as CasePage
const task = { id: '7', state: 'open' } as TaskPage
const ids = (p: CasePage, rights: string[], own: TaskPage | null = task): string[] =>
  handsFor({ page: p, task: own, mayAct: own !== null, may: (r) => rights.includes(r), login: 'li' }).map((h) => h.id)

describe('what an official is offered', () => {
  it('has the hands of a task only with a task', () => {
    expect(ids(page(), [])).toEqual(['return', 'delegate', 'sign', 'assist', 'extend'])
    expect(ids(page(), [], null)).toEqual(['extend'])
  })
  it('supervises only with the right, and ends it likewise', () => {
    expect(ids(page(), ['case.supervise'], null)).toContain('supervise')
    expect(ids(page({ hands: { ...hands, supervised_by: 'wang' } }), ['case.supervise'], null)).toContain('unsupervise')
    expect(ids(page(), ['case.act'], null)).not.toContain('supervise')
  })
  it('only releases what is held', () => {
    const held = page({ hands: { ...hands, held_by: 'wang' } })
    expect(ids(held, ['case.act'])).toContain('release')
    expect(ids(held, ['case.act'])).not.toContain('hold')
    expect(ids(held, ['case.act'])).not.toContain('return')
  })
  it('does nothing with a case that is over, and passes no application on', () => {
    expect(ids(page({ state: 'closed' }), ['case.act', 'case.supervise'])).toEqual([])
    expect(ids(page({ application: { id: '1' } }), ['case.act'])).not.toContain('transfer')
  })
  it('takes back only what one finished oneself', () => {
    const done = (who: string): CasePage => page({ tasks: [{ state: 'done', assignee: who }] })
    expect(ids(done('li'), [], null)).toContain('withdraw')
    expect(ids(done('wang'), [], null)).not.toContain('withdraw')
  })
  it('sends what the API asks for', () => {
    const all = { step: 'Task_A', division: '310104000000', login: 'wang', days: '5', case: 'RX-1' }
    const bodies = Object.fromEntries(HANDS.map((h) => [h.id, h.body(all)]))
    expect(bodies).toMatchObject({
      return: { to: 'Task_A' },
      transfer: { division: '310104000000' },
      sign: { kind: 'sign', login: 'wang' },
      extend: { amount: 5, unit: 'working_day' },
      duplicate: { kind: 'duplicate', other: 'RX-1' },
      unsupervise: { on: false },
    })
  })
})
