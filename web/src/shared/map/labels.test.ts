// Labels: priority, moving aside, giving up.
import { describe, expect, it } from 'vitest'
import { overlaps, placeLabels, textWidth, type LabelAsk } from './labels'

const view = { x: 0, y: 0, w: 400, h: 300 }
const ask = (id: string, x: number, y: number, priority = 1): LabelAsk => ({
  id,
  x,
  y,
  w: 80,
  h: 20,
  gap: 12,
  priority,
})

describe('placeLabels', () => {
  it('puts a label right of its symbol', () =>
    expect(placeLabels([ask('a', 100, 100)], [], view)).toEqual([{ id: 'a', x: 112, y: 90 }]))
  it('goes left at the right edge', () =>
    expect(placeLabels([ask('a', 380, 100)], [], view)).toEqual([{ id: 'a', x: 288, y: 90 }]))
  it('keeps the more important one where both want the same place', () => {
    const places = placeLabels([ask('b', 100, 100, 5), ask('a', 100, 102, 1)], [], view)
    expect(places[0]).toEqual({ id: 'a', x: 112, y: 92 })
    expect(
      places.every((p, i) =>
        places.every((q, j) => i === j || !overlaps({ ...p, w: 80, h: 20 }, { ...q, w: 80, h: 20 })),
      ),
    ).toBe(true)
  })
  it('drops a label that fits nowhere', () => expect(placeLabels([ask('a', 100, 100)], [view], view)).toEqual([]))
})

describe('textWidth', () => {
  it('counts Han wide and Latin narrow', () => {
    expect(textWidth('漕宝路', 20)).toBe(60)
    expect(textWidth('26.8', 20)).toBe(47)
  })
})
