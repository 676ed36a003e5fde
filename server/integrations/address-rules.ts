import { BlockList, isIP } from 'node:net'

const RESERVED_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Of IPv6 only global unicast is public, and of that not what leads to another network or to documentation. */
const RESERVED_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const reserved = listOf([...RESERVED_4, ...RESERVED_6])
const globalUnicast = listOf(['2000::/3'])

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}

/** Whether an IP address lies on the public internet (IANA special-purpose registries, RFC 6890); false for any other text. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !reserved.check(address, 'ipv4')
  if (family === 6) return globalUnicast.check(address, 'ipv6') && !reserved.check(address, 'ipv6')
  return false
}

/** The hosts an operator allowed although they are not public or speak plain HTTP: `host` or `host:port`. */
export type AllowedHosts = readonly string[]

export function isAllowedHost(url: URL, allowed: AllowedHosts): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return allowed.some(entry => entry === url.hostname || entry === `${url.hostname}:${port}`)
}

/**
 * Why an address may not be called at all, before its name is resolved; `null` when it may. Names are judged again by
 * what they resolve to at the moment of connecting.
 */
export function urlRefused(
  text: string,
  allowed: AllowedHosts,
): 'url-not-understood' | 'url-needs-https' | 'url-not-public' | null {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return 'url-not-understood'
  if (isAllowedHost(url, allowed)) return null
  if (url.protocol !== 'https:') return 'url-needs-https'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (host === 'localhost' || host.endsWith('.localhost')) return 'url-not-public'
  return isIP(host) && !isPublicAddress(host) ? 'url-not-public' : null
}
