import { StopOutlined } from '@ant-design/icons'
import { Popconfirm } from 'antd'
import { stopNumber } from '../../server/contacts/number-contract.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMay } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

/** A known customer who wants no more mail to this address; calls go on. That it is stopped already stands with the answer. */
export function StopAddress({ address, stopped }: { address: string; stopped: boolean }) {
  const t = useT()
  const say = useSay()
  const mayStop = useMay('contacts.stop')
  const stop = useDo(stopNumber, { topics: ['contacts'], onDone: () => say.done(t('hotline.never-done-address')) })
  if (stop.isSuccess) return <Status feel="good">{t('hotline.never-address')}</Status>
  if (stopped) return null
  return (
    <>
      <ProblemNote error={stop.error} />
      <Popconfirm
        title={t('hotline.never-title-address')}
        description={t('hotline.never-writes-address')}
        disabled={!mayStop}
        okText={t('hotline.stop-confirm')}
        cancelText={t('kit.cancel')}
        onConfirm={() => stop.mutate({ body: { number: address, source: 'hotline' } })}
      >
        <Button block icon={<StopOutlined />} needs={stopNumber} loading={stop.isPending}>
          {t('hotline.no-more-mail')}
        </Button>
      </Popconfirm>
    </>
  )
}
