import { expect, test } from 'vitest'
import { languageInWords, needsInWords, needsOf, readLanguage } from './ability-rules.ts'

test('a language is read by its name in either language or by its code', () => {
  expect(['粤语', 'Cantonese', ' YUE ', 'nan'].map(readLanguage)).toEqual(['yue', 'yue', 'yue', 'nan'])
  expect(readLanguage('')).toBeNull()
  expect(readLanguage('随便')).toBeUndefined()
})

test('nobody needs the language that everybody speaks, nor one that nobody has named', () => {
  expect(needsOf({ language: 'zh', skills: [] }, 'zh')).toEqual([])
  expect(needsOf({ language: null, skills: [] }, 'zh')).toEqual([])
  expect(needsOf({ language: 'yue', skills: ['理赔', '配件', '理赔'] }, 'zh')).toEqual([
    'language:yue',
    'skill:理赔',
    'skill:配件',
  ])
})

test('needs are said in words; what has no code is said as it was written', () => {
  expect(needsInWords(['language:yue', 'skill:理赔'], 'zh')).toBe('粤语、理赔')
  expect(needsInWords(['language:yue', 'skill:claims'], 'en')).toBe('Cantonese, claims')
  expect(languageInWords('客家话', 'en')).toBe('客家话')
  expect(languageInWords('zh-hant-hk', 'en')).toBe('Chinese (Traditional, Hong Kong SAR China)')
  // No code, though it looks like one.
  expect(languageInWords('en-abc', 'en')).toBe('en-abc')
})
