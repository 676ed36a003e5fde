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
