import { getCountries } from 'libphonenumber-js/max'

/** Names in use that the standard's own names miss. */
const OTHER_NAMES: Record<string, string> = {
  eire: 'IE',
  uk: 'GB',
  britain: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  america: 'US',
  rsa: 'ZA',
  uae: 'AE',
  korea: 'KR',
  'south korea': 'KR',
  'czech republic': 'CZ',
  holland: 'NL',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  prc: 'CN',
  'p.r. china': 'CN',
  中国大陆: 'CN',
  大陆: 'CN',
  中华人民共和国: 'CN',
  香港: 'HK',
  澳门: 'MO',
  台湾: 'TW',
  台灣: 'TW',
  阿联酋: 'AE',
  南韩: 'KR',
}

let byName: Map<string, string> | undefined

/**
 * The ISO 3166 code of a country given by code or by Chinese or English name, in any case; `undefined` when it is none
 * ("Unspecified", "European Community").
 */
export function readCountry(text: string): string | undefined {
  byName ??= names()
  return byName.get(text.normalize('NFKC').trim().toLowerCase())
}

function names(): Map<string, string> {
  const map = new Map<string, string>()
  for (const language of ['en', 'zh-Hans', 'zh-Hant']) {
    const display = new Intl.DisplayNames(language, { type: 'region' })
    for (const code of getCountries()) map.set((display.of(code) ?? code).toLowerCase(), code)
  }
  for (const code of getCountries()) map.set(code.toLowerCase(), code)
  for (const [name, code] of Object.entries(OTHER_NAMES)) map.set(name, code)
  return map
}
