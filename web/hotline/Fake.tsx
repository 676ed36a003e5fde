import { WarningOutlined } from '@ant-design/icons'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { reportSuspectedCall } from '../../server/contacts/number-contract.ts'
import { instantOf, localOf } from '../customers/local-time.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Key } from '../kit/Key.tsx'
import { useKeys } from '../kit/keys.ts'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { isWholeNumber } from './asked.ts'
import type { Found } from './told.ts'

type Given = GivenTo<typeof reportSuspectedCall>
interface Values {
  said: string
  shown?: string
  happenedAt?: string
}

/** It was not us: what the stranger said goes to the privacy officer, with the number he showed. */
export function Fake({ found, typed, customerId }: { found: Found; typed: string; customerId: string | null }) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  const now = useNow()
  const [open, setOpen] = useState(false)
  useKeys({ f: () => setOpen(true) })
  const called = found.by === 'number' && isWholeNumber(typed) ? typed : undefined
  return (
    <>
      <Button danger icon={<WarningOutlined />} needs={reportSuspectedCall} onClick={() => setOpen(true)}>
        {t('hotline.report-fake')}
        <Key>{'F'}</Key>
      </Button>
      <FormDrawer<Values, Given, AnswerOf<typeof reportSuspectedCall>>
        title={t('hotline.report-fake')}
        submit={t('hotline.fake-send')}
        open={open}
        onClose={() => setOpen(false)}
        action={useDo(reportSuspectedCall, { topics: ['contacts'] })}
        given={({ said, shown, happenedAt }) => ({
          body: {
            said,
            called,
            shown: shown?.trim() || undefined,
            customerId: customerId ?? undefined,
            happenedAt: happenedAt ? instantOf(happenedAt, zone) : undefined,
          },
        })}
        initial={{ happenedAt: localOf(now, zone) }}
        onDone={() => say.done(t('hotline.fake-done'))}
      >
        <p className="drawer-note">{t('hotline.fake-explains')}</p>
        <Form.Item name="said" label={t('hotline.fake-said')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
        </Form.Item>
        <Form.Item name="shown" label={t('hotline.fake-shown')}>
          <Input inputMode="tel" autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item name="happenedAt" label={t('hotline.fake-when')}>
          <Input type="datetime-local" />
        </Form.Item>
      </FormDrawer>
    </>
  )
}
