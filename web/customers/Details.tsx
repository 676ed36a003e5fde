import type { ReactNode } from 'react'

/** Names and values, one under the other; a value that is not there is left out. */
export function Details({ of: pairs }: { of: readonly (readonly [string, ReactNode] | false)[] }) {
  const shown = pairs.filter(pair => pair !== false).filter(([, value]) => value !== null && value !== '')
  return (
    <dl className="details details-wide">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
