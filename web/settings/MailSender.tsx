import { Form, Input, Skeleton } from 'antd'
import { readMailSender, setMailSender } from '../../server/contacts/mail-sender-contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { MailsHeldUp } from '../kit/MailsHeldUp.tsx'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

/** Whom customers see as the sender of mails, and of which domain those of other systems are. */
export function MailSender() {
  const t = useT()
  const say = useSay()
  const { data, error, refetch } = useAsk(readMailSender)
  const set = useDo(setMailSender, {
    topics: [readMailSender.tag],
    onDone: () => say.done(t('settings.sender-saved')),
  })
  if (!data) {
    return <Panel>{error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton active />}</Panel>
  }
  return (
    <Panel>
      <Form<GivenTo<typeof setMailSender>['body']>
        layout="vertical"
        requiredMark={false}
        initialValues={{ address: data.address ?? '' }}
        onFinish={({ address = '' }) => set.mutate({ body: { address: address.trim() } })}
      >
        <ProblemNote error={set.error} />
        {data.address && <MailsHeldUp />}
        <Form.Item
          name="address"
          label={t('settings.sender')}
          extra={t('settings.sender-hint')}
          rules={[{ type: 'email', message: t('settings.sender-unreadable') }]}
        >
          <Input maxLength={200} inputMode="email" autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Button htmlType="submit" needs={setMailSender} loading={set.isPending}>
          {t('settings.save')}
        </Button>
      </Form>
    </Panel>
  )
}
