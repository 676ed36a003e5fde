import '../customers/customers.css'
import './hotline.css'
import { Input, type InputRef } from 'antd'
import { type RefObject, useRef, useState } from 'react'
import { lookUpContacts } from '../../server/contacts/contract.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useKeys } from '../kit/keys.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { Answer } from './Answer.tsx'
import { isEnough } from './asked.ts'

/** The hotline's question: a customer asks whether it was really us, and is told at once. */
export function HotlinePage() {
  const t = useT()
  const field = useRef<InputRef>(null)
  const [typed, setTyped] = useState('')
  const [unclear, setUnclear] = useState(false)
  // The answer to one caller never stands beside the number of the next.
  const [answered, setAnswered] = useState<string | null>(null)
  const look = useDo(lookUpContacts, { topics: [] })
  const send = () => {
    const enough = isEnough(typed)
    setUnclear(!enough)
    // The single keys of the answer work as soon as the field has lost the keyboard.
    if (!enough) return
    setAnswered(typed)
    look.mutate({ body: { text: typed } }, { onSuccess: () => field.current?.blur() })
  }
  const again = () => field.current?.focus({ cursor: 'all' })
  useKeys({ '/': again, escape: again })
  return (
    <Page title={t('hotline.title')} hint={t('hotline.hint')}>
      <Field
        field={field}
        typed={typed}
        unclear={unclear}
        looking={look.isPending}
        onType={text => {
          setTyped(text)
          setUnclear(false)
        }}
        onSend={send}
      />
      {answered !== typed ? (
        <Teach />
      ) : look.data ? (
        <Answer key={look.submittedAt} found={look.data} typed={typed} />
      ) : (
        <ProblemNote error={look.error} />
      )}
    </Page>
  )
}

interface FieldProps {
  field: RefObject<InputRef | null>
  typed: string
  unclear: boolean
  looking: boolean
  onType: (text: string) => void
  onSend: () => void
}

/** The one large field, and under it what it takes. */
function Field({ field, typed, unclear, looking, onType, onSend }: FieldProps) {
  const t = useT()
  return (
    <>
      <search className="hotline-field">
        <Input
          ref={field}
          size="large"
          autoFocus
          allowClear
          autoComplete="off"
          spellCheck={false}
          maxLength={140}
          aria-label={t('hotline.field')}
          placeholder={t('hotline.example')}
          status={unclear ? 'error' : undefined}
          value={typed}
          suffix={<Key>{'/'}</Key>}
          onChange={event => onType(event.target.value)}
          onPressEnter={event => !event.nativeEvent.isComposing && onSend()}
        />
        <Button type="primary" size="large" loading={looking} onClick={onSend}>
          {t('hotline.look-up')}
          <Key>{'Enter'}</Key>
        </Button>
      </search>
      <p className={unclear ? 'hotline-under hotline-unclear' : 'hotline-under'} role={unclear ? 'alert' : undefined}>
        {t(unclear ? 'hotline.not-enough' : 'hotline.field')}
      </p>
    </>
  )
}

/** Before the first question: what the page answers, and its keys. */
function Teach() {
  const t = useT()
  return (
    <section className="hotline-teach">
      <h2>{t('hotline.empty-title')}</h2>
      <ul>
        <li>{t('hotline.empty-made')}</li>
        <li>{t('hotline.empty-none')}</li>
        <li>{t('hotline.empty-stop')}</li>
        <li>{t('hotline.empty-back')}</li>
      </ul>
      <h2>{t('hotline.keys')}</h2>
      <dl>
        {KEYS.map(([key, name]) => (
          <div key={name}>
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{t(`hotline.key-${name}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const KEYS = [
  ['/', 'field'],
  ['↑ ↓', 'contact'],
  ['L', 'language'],
  ['C', 'copy'],
  ['S', 'stop'],
  ['P', 'complaint'],
  ['R', 'call-back'],
  ['F', 'fake'],
] as const
