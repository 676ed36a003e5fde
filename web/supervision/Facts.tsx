import type { ReactNode } from 'react'

/** Names and values, one under the other; what has no value is left out. */
export function Facts({ of: pairs }: { of: readonly (readonly [name: string, value: ReactNode] | false)[] }) {
  const shown = pairs.filter(pair => pair !== false).filter(([, value]) => value !== null && value !== '')
  return (
    <dl className="known-facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
