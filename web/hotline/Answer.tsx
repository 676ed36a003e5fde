import {
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  CopyOutlined,
  QuestionCircleFilled,
} from '@ant-design/icons'
import { Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useKeys } from '../kit/keys.ts'
import { useMe } from '../kit/me.ts'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { Spoken } from '../kit/Spoken.tsx'
import { useSay } from '../kit/say.tsx'
import { Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { CallerSide } from './CallerSide.tsx'
import { Callers } from './Callers.tsx'
import { Contacts } from './Contacts.tsx'
import { Fake } from './Fake.tsx'
import { NobodySide } from './NobodySide.tsx'
import { StopAddress } from './StopAddress.tsx'
import { type AnswerKind, adviceOn, answerKind, type Contact, type Found, likelyContact, toldTo } from './told.ts'

const ICON = {
  made: CheckCircleFilled,
  reserved: ClockCircleFilled,
  elsewhere: QuestionCircleFilled,
  mailed: CheckCircleFilled,
  none: CloseCircleFilled,
  'none-by-address': CloseCircleFilled,
  'none-by-name': QuestionCircleFilled,
  'none-by-part': QuestionCircleFilled,
} as const

/** A mail is told of in the same colours as a call. */
const LOOK: Partial<Record<AnswerKind, AnswerKind>> = { mailed: 'made', 'none-by-address': 'none' }

/** Yes or no in one glance, the words for the customer, every contact, and what may be done next. */
export function Answer({ found, typed }: { found: Found; typed: string }) {
  const t = useT()
  const { contacts, customers } = found
  const [chosen, choose] = useState(likelyContact(contacts))
  const [picked, pick] = useState<string | null>(null)
  const callerId = picked ?? chosen?.customerId ?? customers[0]?.id ?? null
  const kind = answerKind(found.found, found.by, chosen)
  const Icon = ICON[kind]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const move = (by: number) => {
    const next = contacts[contacts.findIndex(({ id }) => id === chosen?.id) + by]
    if (!next) return
    choose(next)
    pick(next.customerId)
  }
  useKeys({ arrowdown: () => move(1), arrowup: () => move(-1) })
  return (
    <div className="hotline-answer hotline-two">
      <div>
        <section className={`hotline-panel hotline-${LOOK[kind] ?? kind}`}>
          <h2 ref={heading} tabIndex={-1}>
            <Icon aria-hidden />
            {t(`hotline.answer-${kind}`)}
            {chosen && (
              <small>
                <Time at={chosen.at} />
                {` · ${chosen.customerName}`}
              </small>
            )}
          </h2>
          <Told kind={kind} contact={chosen} isStopped={found.numberStopped} />
          {found.numberStopped && (
            <p className="hotline-when">
              {t(found.by === 'address' ? 'hotline.never-address' : 'hotline.never-number')}
            </p>
          )}
          {contacts.length > 1 && <p className="hotline-when">{t('hotline.ask-when', { count: contacts.length })}</p>}
        </section>
        {contacts.length > 0 && (
          <Contacts
            contacts={contacts}
            chosen={chosen}
            onChoose={contact => {
              choose(contact)
              pick(contact.customerId)
            }}
          />
        )}
        {!chosen && <Fake found={found} typed={typed} customerId={callerId} />}
      </div>
      <aside className="hotline-customer">
        {found.by === 'address' && callerId && <StopAddress address={typed} stopped={found.numberStopped} />}
        {customers.length > 1 && <Callers customers={customers} chosen={callerId} onChoose={pick} />}
        {callerId ? (
          <CallerSide
            key={callerId}
            customerId={callerId}
            name={nameOf(found, callerId)}
            purposes={chosen?.purposes ?? []}
          />
        ) : (
          <NobodySide found={found} typed={typed} />
        )}
      </aside>
    </div>
  )
}

function nameOf({ customers, contacts }: Found, id: string): string {
  return customers.find(one => one.id === id)?.name ?? contacts.find(one => one.customerId === id)?.customerName ?? ''
}

/** What to tell the customer, in either language at one key, and what to do afterwards. */
function Told({ kind, contact, isStopped }: { kind: AnswerKind; contact: Contact | null; isStopped: boolean }) {
  const t = useT()
  const say = useSay()
  const { organisation } = useMe()
  const own = useLanguage()
  const [other, setOther] = useState(false)
  const language: Language = other ? (own === 'zh' ? 'en' : 'zh') : own
  const told = toldTo(kind, contact, organisation, language, useNow())
  const copy = () => {
    void navigator.clipboard.writeText(told).then(() => say.done(t('hotline.copied')))
  }
  useKeys({ l: () => setOther(!other), c: copy })
  return (
    <>
      <header>
        <span>{t('hotline.tell-customer')}</span>
        <Segmented<Language>
          size="small"
          value={language}
          onChange={value => setOther(value !== own)}
          options={[
            { value: 'zh', label: t('hotline.in-zh') },
            { value: 'en', label: t('hotline.in-en') },
          ]}
        />
        <Key>{'L'}</Key>
        <Button size="small" type="text" icon={<CopyOutlined />} onClick={copy}>
          {t('hotline.copy')}
          <Key>{'C'}</Key>
        </Button>
      </header>
      <p className="hotline-told" lang={language === 'zh' ? 'zh-CN' : 'en'} aria-live="polite">
        <Spoken>{told}</Spoken>
      </p>
      <p className="hotline-advice">
        <b>{t('hotline.next-step')}</b>
        {adviceOn(kind, own, isStopped)}
      </p>
    </>
  )
}
