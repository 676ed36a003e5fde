import parsePhoneNumber from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { readCountry } from './country.ts'
import { readEmail, readPhone } from './phone.ts'

describe('a phone number', () => {
  test.each([
    ['13800138000', 'CN', '+8613800138000', 'mobile'],
    ['138 0013 8000', 'CN', '+8613800138000', 'mobile'],
    ['１３８００１３８０００', 'CN', '+8613800138000', 'mobile'],
    ['+86 138-0013-8000', 'GB', '+8613800138000', 'mobile'],
    ['0086 13800138000', 'CN', '+8613800138000', 'mobile'],
    ['13800138000.0', 'CN', '+8613800138000', 'mobile'],
    ['010-62345678', 'CN', '+861062345678', 'fixed'],
    ['(0755) 88888888', 'CN', '+8675588888888', 'fixed'],
    ['400-800-1234', 'CN', '+864008001234', 'unknown'],
    ['(202) 555-0123', 'US', '+12025550123', 'unknown'],
  ])('%s in %s is %s, %s', (text, country, e164, lineType) => {
    expect(readPhone(text, country)).toEqual({ e164, lineType })
  })

  test.each([
    ['010-62345678转801', 'CN', '801'],
    ['010-62345678 分机：8001', 'CN', '8001'],
    ['010-62345678 ext. 12', 'CN', '12'],
    ['010-62345678#801', 'CN', '801'],
    ['+44 20 7946 0123 x 7', 'GB', '7'],
  ])('%s in %s keeps its extension %s', (text, country, extension) => {
    expect(readPhone(text, country)).toMatchObject({ extension })
  })

  test.each([
    ['07700 900123', '+447700900123', 'mobile'],
    ['020 7946 0123', '+442079460123', 'fixed'],
    ['0115 496 0999', '+441154960999', 'fixed'],
    ['01632 960000', '+441632960000', 'fixed'],
  ])('kept for drama, %s, is taken though the plan may not assign it', (text, e164, lineType) => {
    expect(readPhone(text, 'GB')).toEqual({ e164, lineType })
  })

  test.each(['', '无', '12345', '1380013800', '138001380001', '1.38E+10', '07700 9001'])('“%s” is none', text => {
    expect(readPhone(text, 'CN')).toBeUndefined()
  })

  test('of China is what the numbering plan says, whatever its first digits and separators', () => {
    const types: Partial<Record<string, string>> = { MOBILE: 'mobile', FIXED_LINE: 'fixed' }
    const random = randomBelow(20_261_122)
    const digits = (many: number) => String(random(10 ** many)).padStart(many, '0')
    const separator = () => ['', '', '', '', '', '', ' ', '-'][random(8)]!
    const wrong: unknown[] = []
    for (let head = 0; head < 20_000; head += 1) {
      const national = String(head % 10_000).padStart(4, '0') + digits(6 + random(3))
      const start = ['', '0', '+86', '+86 ', '+86-0', '86'][random(6)]!
      const text =
        start + [...(head < 10_000 ? `1${national.slice(0, 10)}` : national)].map(one => one + separator()).join('')
      const country = random(5) === 0 ? 'GB' : 'CN'
      const parsed = /\d{3}/.test(text) ? parsePhoneNumber(text.trim(), country) : undefined
      const said = parsed?.isValid() && {
        e164: parsed.number,
        lineType: types[parsed.getType() ?? ''] ?? 'unknown',
      }
      const read = readPhone(text, country)
      if (JSON.stringify(read) !== JSON.stringify(said || undefined)) wrong.push({ text, country, read, said })
    }
    expect(wrong).toEqual([])
  })

  test('without a country of its own cannot be read in an unknown country', () => {
    expect(readPhone('13800138000', 'XX')).toBeUndefined()
  })
})

describe('an e-mail', () => {
  test('is kept in lower case', () => expect(readEmail(' Li.Lei@Example.COM ')).toBe('li.lei@example.com'))
  test.each(['li.lei', 'li@lei', 'a b@example.com', '@example.com'])('“%s” is none', text => {
    expect(readEmail(text)).toBeUndefined()
  })
})

describe('a country', () => {
  test.each([
    ['CN', 'CN'],
    ['中国', 'CN'],
    ['United Kingdom', 'GB'],
    ['英国', 'GB'],
    ['EIRE', 'IE'],
    ['RSA', 'ZA'],
    ['Germany', 'DE'],
    ['香港', 'HK'],
    ['USA', 'US'],
    ['Czech Republic', 'CZ'],
  ])('%s is %s', (name, code) => expect(readCountry(name)).toBe(code))
  test.each(['Unspecified', 'European Community', ''])('“%s” is none', name =>
    expect(readCountry(name)).toBeUndefined(),
  )
})

/** The same numbers in every run, evenly spread below a limit. (Park and Miller, 1988) */
function randomBelow(seed: number): (limit: number) => number {
  let state = seed
  return limit => {
    state = (state * 48_271) % 2_147_483_647
    return Math.floor((state / 2_147_483_647) * limit)
  }
}
