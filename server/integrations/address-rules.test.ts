import { describe, expect, test } from 'vitest'
import { isPublicAddress, urlRefused } from './address-rules.ts'

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'example.com',
    '',
  ])('%s is not on the public internet', address => expect(isPublicAddress(address)).toBe(false))

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2400:3200::1'])('%s is', address =>
    expect(isPublicAddress(address)).toBe(true),
  )
})

describe('an address somebody typed in', () => {
  test.each([
    ['https://erp.example/hooks', null],
    ['http://erp.example/hooks', 'url-needs-https'],
    ['ftp://erp.example', 'url-not-understood'],
    ['https://user:secret@erp.example/', 'url-not-understood'],
    ['erp.example', 'url-not-understood'],
    ['https://localhost/', 'url-not-public'],
    ['https://a.localhost/', 'url-not-public'],
    ['https://127.0.0.1/', 'url-not-public'],
    // Other ways of writing 127.0.0.1, which the URL standard reads as what they are.
    ['https://2130706433/', 'url-not-public'],
    ['https://0x7f.1/', 'url-not-public'],
    ['https://[::1]/', 'url-not-public'],
    ['https://[::ffff:7f00:1]/', 'url-not-public'],
    ['https://169.254.169.254/latest/meta-data', 'url-not-public'],
    ['https://8.8.8.8/', null],
  ] as const)('%s: %s', (url, why) => expect(urlRefused(url, [])).toBe(why))

  test('may be of one’s own network when the operator allowed the host, with its port if one is named', () => {
    expect(urlRefused('http://10.0.0.8:8080/in', ['10.0.0.8'])).toBeNull()
    expect(urlRefused('http://10.0.0.8:8080/in', ['10.0.0.8:8080'])).toBeNull()
    expect(urlRefused('http://10.0.0.8:9090/in', ['10.0.0.8:8080'])).toBe('url-needs-https')
    expect(urlRefused('https://erp.internal/', ['erp.internal:443'])).toBeNull()
    expect(urlRefused('http://erp.internal.evil.example/', ['erp.internal'])).toBe('url-needs-https')
  })
})
