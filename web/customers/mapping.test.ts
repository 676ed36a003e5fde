import { describe, expect, test } from 'vitest'
import { asRead, assign, fieldOf, samplesOf, unmapped } from './mapping.ts'

const field = (name: string, over = {}) => ({ name, label: name, required: false, several: false, ...over })
const fields = [field('externalId', { required: true }), field('name'), field('phone', { several: true })]
const header = ['No', 'Who', 'Mobile', 'Home']
const rows = [
  ['1', ' 王芳 ', '13800138000', ''],
  ['2', '李强', '13800138001', '010-12345678'],
  ['2', '李强', '', ''],
]

describe('correcting which column becomes what', () => {
  const guessed = { columns: { externalId: ['No'], name: ['Who'], phone: ['Mobile'] } }

  test('a field that takes one column gives up the one it had', () => {
    const corrected = assign(guessed, fields, 'Home', 'name')
    expect(corrected.columns.name).toEqual(['Home'])
    expect(fieldOf(corrected, 'Who')).toBeUndefined()
  })

  test('a field that takes several keeps them all', () => {
    expect(assign(guessed, fields, 'Home', 'phone').columns.phone).toEqual(['Mobile', 'Home'])
  })

  test('a column becomes one field at most', () => {
    const corrected = assign(guessed, fields, 'No', 'phone')
    expect(corrected.columns.externalId).toBeUndefined()
    expect(unmapped(corrected, fields).map(({ name }) => name)).toEqual(['externalId'])
  })

  test('a column can be left out, and the rest of the mapping stays', () => {
    const corrected = assign({ ...guessed, country: 'GB' }, fields, 'Mobile', undefined)
    expect(corrected).toEqual({ columns: { externalId: ['No'], name: ['Who'] }, country: 'GB' })
  })
})

test('rows are shown as they will be read', () => {
  const mapping = { columns: { name: ['Who'], phone: ['Mobile', 'Home'] } }
  expect(asRead({ header, rows, fields }, mapping).rows.slice(0, 2)).toEqual([
    { name: '王芳', phone: '13800138000' },
    { name: '李强', phone: '13800138001; 010-12345678' },
  ])
})

test('a column is known by its different contents', () => {
  expect(samplesOf({ header, rows }, 'Who')).toEqual(['王芳', '李强'])
  expect(samplesOf({ header, rows }, 'Home')).toEqual(['010-12345678'])
})
