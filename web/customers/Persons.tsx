import { EditOutlined, EllipsisOutlined, PlusOutlined } from '@ant-design/icons'
import { Dropdown, Skeleton } from 'antd'
import { useState } from 'react'
import { addPerson, changePerson, listPersons, resumePerson } from '../../server/customers/persons-contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { clockNow } from '../kit/clock.ts'
import { Empty } from '../kit/Empty.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Day } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import type { Customer, Person } from './customer-types.ts'
import { PointMark } from './PointMark.tsx'
import { sayLanguage } from './say-fact.ts'

const PersonForm = whenOpened(() => import('./PersonForm.tsx').then(file => file.PersonForm))
const EndPerson = whenOpened(() => import('./EndPerson.tsx').then(file => file.EndPerson))
const AddPersonPoint = whenOpened(() => import('./AddPersonPoint.tsx').then(file => file.AddPersonPoint))

type Deed = 'edit' | 'point' | 'end'

/** Who is in charge of what at a customer, with their own numbers; those who were, below. */
export function Persons({ customer }: { customer: Customer }) {
  const t = useT()
  const persons = useAsk(listPersons, { params: { id: customer.id } })
  const [adding, setAdding] = useState(false)
  // What was opened last stays, with what was typed, when its drawer is closed.
  const [doing, setDoing] = useState<{ deed: Deed; person: Person; open: boolean }>()
  const close = () => setDoing(last => last && { ...last, open: false })
  const add = (
    <Button size="small" icon={<PlusOutlined />} needs={addPerson} onClick={() => setAdding(true)}>
      {t('customers.add-person')}
    </Button>
  )
  const all = persons.data?.items
  const [present, former] = [all?.filter(one => !one.endedAt) ?? [], all?.filter(one => one.endedAt) ?? []]
  const line = (person: Person) => (
    <li key={person.id} className={person.endedAt ? 'row-out' : undefined}>
      <PersonLine person={person} />
      <PersonDeeds person={person} onDo={deed => setDoing({ deed, person, open: true })} />
    </li>
  )
  return (
    <>
      <div className="tab-head">
        <p className="muted">{t('customers.persons-hint')}</p>
        {all && all.length > 0 && add}
      </div>
      {!all &&
        (persons.error ? (
          <ProblemNote error={persons.error} onRetry={() => void persons.refetch()} />
        ) : (
          <Skeleton active />
        ))}
      {all?.length === 0 && (
        <Empty title={t('customers.no-persons')} hint={t('customers.no-persons-hint')} action={add} />
      )}
      <ul className="rows">{present.map(line)}</ul>
      {former.length > 0 && (
        <details className="former">
          <summary>{t('customers.former-persons', { count: former.length })}</summary>
          <ul className="rows">{former.map(line)}</ul>
        </details>
      )}
      <PersonForm open={adding} onClose={() => setAdding(false)} customerId={customer.id} />
      {doing && (
        <div key={`${doing.person.id} ${doing.person.updatedAt}`}>
          <PersonForm
            open={doing.open && doing.deed === 'edit'}
            onClose={close}
            customerId={customer.id}
            person={doing.person}
          />
          <AddPersonPoint open={doing.open && doing.deed === 'point'} onClose={close} person={doing.person} />
          <EndPerson open={doing.open && doing.deed === 'end'} onClose={close} person={doing.person} />
        </div>
      )}
    </>
  )
}

function PersonLine({ person }: { person: Person }) {
  const t = useT()
  return (
    <div className="row-what">
      <span className="row-title">
        <b>{person.name}</b>
        {person.dutyTexts.map(duty => (
          <span key={duty} className="duty">
            {duty}
          </span>
        ))}
        <InCharge person={person} />
      </span>
      {person.points.length > 0 && (
        <span className="points">
          {person.points.map(point => (
            <PointMark key={point.id} point={point} />
          ))}
        </span>
      )}
      <small>
        {person.language && <span>{sayLanguage(person.language, t)}</span>}
        {person.validFrom && (
          <span>
            {t('customers.valid-from')} <Day on={person.validFrom} />
          </span>
        )}
        {person.validUntil && (
          <span>
            {t('customers.valid-until')} <Day on={person.validUntil} />
          </span>
        )}
        {person.note && <span className="as-written">{person.note}</span>}
      </small>
    </div>
  )
}

/** Said only where it differs from what one expects: ended, or not yet begun. */
function InCharge({ person }: { person: Person }) {
  const t = useT()
  const zone = useMe().organisation.timeZone
  if (person.endedAt) return <Status feel="quiet">{t('customers.person-ended')}</Status>
  const today = clockNow().toZonedDateTimeISO(zone).toPlainDate()
  const begins = person.validFrom && Temporal.PlainDate.from(person.validFrom)
  if (!begins || Temporal.PlainDate.compare(begins, today) <= 0) return null
  return <Status feel="waiting">{t('customers.not-yet')}</Status>
}

function PersonDeeds({ person, onDo }: { person: Person; onDo: (deed: Deed) => void }) {
  const t = useT()
  const say = useSay()
  const mayWrite = useMay('customers.write')
  const resume = useDo(resumePerson, {
    topics: ['customers', 'contacts'],
    onDone: () => say.done(t('customers.resume-done')),
  })
  const items = person.endedAt
    ? [{ key: 'resume', label: t('customers.resume') }]
    : [
        { key: 'point', label: t('customers.add-person-point') },
        { key: 'end', label: t('customers.end-person') },
      ]
  const choose = (key: string) => {
    if (key === 'resume') resume.mutate({ params: { id: person.id } }, { onError: say.problem })
    else onDo(key as Deed)
  }
  return (
    <span className="row-deeds">
      <Button
        type="text"
        size="small"
        icon={<EditOutlined />}
        needs={changePerson}
        aria-label={`${t('customers.edit')} ${person.name}`}
        title={t('customers.edit')}
        onClick={() => onDo('edit')}
      />
      {mayWrite && (
        <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key) }}>
          <Button
            type="text"
            size="small"
            icon={<EllipsisOutlined />}
            aria-label={`${t('customers.more')} ${person.name}`}
          />
        </Dropdown>
      )}
    </span>
  )
}
