import { type KeyboardEvent, lazy, useEffect, useRef } from 'react'
import { useFilters } from '../kit/Filters.tsx'
import { useT } from '../kit/words.ts'
import { ContactPoints } from './ContactPoints.tsx'
import type { Customer } from './customer-types.ts'
import { Timeline } from './Timeline.tsx'

const Persons = lazy(async () => ({ default: (await import('./Persons.tsx')).Persons }))
const Machines = lazy(async () => ({ default: (await import('./Machines.tsx')).Machines }))
const Wishes = lazy(async () => ({ default: (await import('./Wishes.tsx')).Wishes }))
const KnownFacts = lazy(async () => ({ default: (await import('./KnownFacts.tsx')).KnownFacts }))

const TABS = ['timeline', 'persons', 'machines', 'points', 'wishes', 'known'] as const
type Tab = (typeof TABS)[number]

/** The parts of a customer's page; which one is open stands in the address. */
export function CustomerTabs({ customer, kinds }: { customer: Customer; kinds: ReadonlySet<string> }) {
  const t = useT()
  const [values, set] = useFilters(['tab'])
  const open: Tab = TABS.find(tab => tab === values.tab) ?? 'timeline'
  const bar = useRef<HTMLDivElement>(null)
  const choose = (tab: Tab) => set('tab', tab === 'timeline' ? undefined : tab)
  // On a narrow screen the bar scrolls; the open part is in sight, without moving the page.
  useEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>(`[data-tab="${open}"]`)
    if (tab && bar.current) bar.current.scrollLeft = tab.offsetLeft - (bar.current.clientWidth - tab.offsetWidth) / 2
  }, [open])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const next = TABS[(TABS.indexOf(open) + step + TABS.length) % TABS.length]!
    choose(next)
    bar.current?.querySelector<HTMLButtonElement>(`[data-tab="${next}"]`)?.focus()
  }
  return (
    <section className="panel customer-tabs">
      <div ref={bar} role="tablist" aria-label={customer.name} className="tabs" onKeyDown={onKeyDown}>
        {TABS.map(tab => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`customer-tab-${tab}`}
            data-tab={tab}
            aria-selected={tab === open}
            aria-controls="customer-tab"
            tabIndex={tab === open ? 0 : -1}
            onClick={() => choose(tab)}
          >
            {t(`customers.tab-${tab}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="customer-tab" aria-labelledby={`customer-tab-${open}`}>
        {open === 'timeline' && <Timeline customerId={customer.id} kinds={kinds} />}
        {open === 'persons' && <Persons customer={customer} />}
        {open === 'machines' && <Machines customer={customer} />}
        {open === 'points' && <ContactPoints customer={customer} />}
        {open === 'wishes' && <Wishes customer={customer} />}
        {open === 'known' && <KnownFacts customer={customer} />}
      </div>
    </section>
  )
}
