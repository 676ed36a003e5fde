import { Masked } from '../kit/Masked.tsx'
import { useT } from '../kit/words.ts'
import type { Caller } from './told.ts'

interface CallersProps {
  customers: readonly Caller[]
  chosen: string | null
  onChoose: (id: string) => void
}

/** Who the caller may be, when more than one fits what he gave: asked by name and branch, never by number. */
export function Callers({ customers, chosen, onChoose }: CallersProps) {
  const t = useT()
  return (
    <section className="panel hotline-callers">
      <h2>{t('hotline.callers', { count: customers.length })}</h2>
      {customers.map(customer => (
        <button
          key={customer.id}
          type="button"
          aria-pressed={customer.id === chosen}
          onClick={() => onChoose(customer.id)}
        >
          <b>{customer.name}</b>
          <small>{[customer.branchName, customer.externalId].filter(Boolean).join(' · ')}</small>
          {customer.masked[0] && <Masked value={customer.masked[0]} />}
        </button>
      ))}
    </section>
  )
}
