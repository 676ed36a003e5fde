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
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Contacts } from './Contacts.tsx'
import { CustomerSide } from './CustomerSide.tsx'
import { type AnswerKind, adviceOn, answerKind, type Contact, type Found, likelyContact, toldTo } from './told.ts'

const ICON = {
  made: CheckCircleFilled,
  reserved: ClockCircleFilled,
  elsewhere: QuestionCircleFilled,
  none: CloseCircleFilled,
  'none-by-name': QuestionCircleFilled,
} as const

/** Yes or no in one glance, the words for the customer, every contact, and what may be done next. */
export function Answer({ found, byName }: { found: Found; byName: boolean }) {
  const t = useT()
  const { contacts } = found
  const [chosen, choose] = useState(likelyContact(contacts))
  const kind = answerKind(found.found, byName, chosen)
  const Icon = ICON[kind]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const move = (by: number) => {
    const next = contacts[contacts.findIndex(({ id }) => id === chosen?.id) + by]
    if (next) choose(next)
  }
  useKeys({ arrowdown: () => move(1), arrowup: () => move(-1) })
  return (
    <div className={chosen ? 'hotline-answer hotline-two' : 'hotline-answer'}>
      <div>
        <section className={`hotline-panel hotline-${kind}`}>
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
          <Told kind={kind} contact={chosen} />
          {contacts.length > 1 && <p className="hotline-when">{t('hotline.ask-when', { count: contacts.length })}</p>}
        </section>
        {contacts.length > 0 && <Contacts contacts={contacts} chosen={chosen} onChoose={choose} />}
      </div>
      {chosen && <CustomerSide key={chosen.customerId} contact={chosen} />}
    </div>
  )
}

/** What to tell the customer, in either language at one key, and what to do afterwards. */
function Told({ kind, contact }: { kind: AnswerKind; contact: Contact | null }) {
  const t = useT()
  const say = useSay()
  const { organisation } = useMe()
  const own = useLanguage()
  const [other, setOther] = useState(false)
  const language: Language = other ? (own === 'zh' ? 'en' : 'zh') : own
  const told = toldTo(kind, contact, organisation, language)
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
        {adviceOn(kind, own)}
      </p>
    </>
  )
}
