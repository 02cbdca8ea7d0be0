// The plan in few boxes: gateways fall away, containers open, escalations stay out until they happen.
import { describe, expect, it } from 'vitest'
import { planPath } from './plan'
import type { Drawing, DrawingNode, StepState } from './api'

const node = (
  id: string,
  type: string,
  x: number,
  y: number,
  state: StepState = 'todo',
  w = 120,
  h = 80,
): DrawingNode => ({ id, type, name: id, x, y, w, h, state })
const flow = (from: string, to: string): Drawing['flows'][number] => ({
  id: `${from}-${to}`,
  from,
  to,
  points: [],
  taken: false,
})
const drawing: Drawing = {
  process: 'p',
  version: 1,
  nodes: [
    node('start', 'startEvent', 0, 0, 'done', 36, 36),
    node('send', 'serviceTask', 60, 0, 'done'),
    node('fork', 'parallelGateway', 200, 0, 'done', 50, 50),
    node('crew', 'userTask', 300, 0, 'now'),
    node('late', 'boundaryEvent', 310, 60, 'todo', 36, 36),
    node('street', 'serviceTask', 310, -200),
    node('box', 'subProcess', 300, 200, 'now', 400, 200),
    node('in', 'startEvent', 320, 250, 'done', 36, 36),
    node('close', 'userTask', 400, 240, 'now'),
    node('out', 'endEvent', 600, 250, 'todo', 36, 36),
    node('join', 'parallelGateway', 800, 0, 'todo', 50, 50),
    node('check', 'userTask', 900, 0),
    node('end', 'endEvent', 1100, 0, 'todo', 36, 36),
  ],
  flows: [
    flow('start', 'send'),
    flow('send', 'fork'),
    flow('fork', 'crew'),
    flow('fork', 'box'),
    flow('crew', 'join'),
    flow('in', 'close'),
    flow('close', 'out'),
    flow('box', 'join'),
    flow('join', 'check'),
    flow('check', 'end'),
    flow('late', 'street'),
  ],
}

describe('planPath', () => {
  const p = planPath(drawing)
  it('keeps the steps in columns and rows', () =>
    expect(p.steps.map((s) => [s.id, s.column, s.row])).toEqual([
      ['send', 0, 0],
      ['crew', 1, 0],
      ['close', 1, 1],
      ['check', 2, 0],
    ]))
  it('links through gateways and containers', () =>
    expect(p.links.map((l) => `${l.from}>${l.to}${l.taken ? '!' : ''}`).sort()).toEqual([
      'close>check',
      'crew>check',
      'send>close!',
      'send>crew!',
    ]))
  it('leaves out what has not gone wrong', () => expect(p.steps.some((s) => s.id === 'street')).toBe(false))
  it('stands on now when the room is narrow', () => {
    const narrow = planPath(drawing, 2)
    expect(narrow.steps.map((s) => s.id)).toEqual(['send', 'crew', 'close'])
    expect(narrow.after).toBe(1)
  })
  it('is empty for an empty drawing', () =>
    expect(planPath({ process: '', version: 1, nodes: [], flows: [] }).columns).toBe(0))
})
