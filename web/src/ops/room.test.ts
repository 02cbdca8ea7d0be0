// A fine wall gets larger type, a wide one more columns.
import { expect, test } from 'vitest'
import { modeOf, scaleOf } from './room'

test.each([
  [1920, 1080, 0, 1, 'wall'],
  [3840, 2160, 0, 2, 'wall'],
  [3840, 1080, 0, 1, 'wall'],
  [2560, 1440, 0, 1.25, 'wall'],
  [7680, 4320, 0, 4, 'wall'],
  [1440, 900, 0, 1, 'desk'],
  [390, 844, 0, 1, 'phone'],
  [3840, 2160, 1, 1, 'wall'],
  [1920, 1080, 9, 4, 'phone'],
])('%i x %i, asked %i: scale %f', (width, height, asked, scale, mode) => {
  expect(scaleOf(width, height, asked)).toBe(scale)
  expect(modeOf(width / scale)).toBe(mode)
})
