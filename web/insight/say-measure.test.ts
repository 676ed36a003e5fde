import { expect, test } from 'vitest'
import { sayInterval, sayMeasure } from './say-measure.ts'

test('a measure is said in its own unit', () => {
  expect(sayMeasure('share', 0.625)).toBe('63%')
  expect(sayMeasure('nps', 41.7)).toBe('+42')
  expect(sayMeasure('nps', -8)).toBe('-8')
  expect(sayMeasure('mean', 4.256)).toBe('4.26')
  expect(sayMeasure('mean', 4321.6)).toBe('4322')
  expect(sayMeasure('mean', null)).toBe('—')
})

test('an interval is said from low to high, readable with signs', () => {
  expect(sayInterval('csat', 0.481, 0.74)).toBe('48–74%')
  expect(sayInterval('nps', -12, 30)).toBe('-12 … +30')
  expect(sayInterval('mean', 4, 4.5)).toBe('4.00–4.50')
  expect(sayInterval('mean', null, null)).toBe('')
})
