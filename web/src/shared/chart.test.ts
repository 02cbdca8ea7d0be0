// Gaps and the part over a limit.
import { describe, expect, it } from 'vitest'
import { overLimit, withGaps, type Point } from './chart'

const M = 60000
describe('withGaps', () => {
  it('keeps a steady line whole', () => {
    const line: Point[] = [
      [0, 1],
      [M, 2],
      [2 * M, 3],
    ]
    expect(withGaps(line)).toEqual(line)
  })
  it('breaks where the gauge was silent', () =>
    expect(
      withGaps([
        [0, 1],
        [M, 2],
        [2 * M, 2],
        [30 * M, 3],
      ]),
    ).toEqual([
      [0, 1],
      [M, 2],
      [2 * M, 2],
      [2 * M + 1, null],
      [30 * M, 3],
    ]))
  it('has nothing for nothing', () => expect(withGaps([])).toEqual([]))
})
describe('overLimit', () => {
  it('starts and ends where the line crosses', () =>
    expect(
      overLimit(
        [
          [0, 10],
          [10, 30],
          [20, 10],
        ],
        20,
      ),
    ).toEqual([
      [5, 20],
      [10, 30],
      [15, 20],
      [16, null],
    ]))
  it('is empty below the limit and without one', () => {
    expect(
      overLimit(
        [
          [0, 10],
          [10, 12],
        ],
        20,
      ),
    ).toEqual([])
    expect(overLimit([[0, 10]], -Infinity)).toEqual([])
  })
})
