import type { CampaignMail } from '../../server/campaigns/mail-text-rules.ts'

export const BILL_MAIL: CampaignMail = {
  subject: '{customer}，您对合约账单满意吗',
  text: `{customer}，您好！

您{product}，第一期账单已经出账。账单里有看不懂的项目，或者与您了解的资费不一样，请拨打下面的服务电话，我们逐项为您核对。

我们没能用电话联系到您，所以写了这封邮件。`,
}

export const DEVICE_MAIL: CampaignMail = {
  subject: '{product}，三步用得更好',
  text: `{customer}，您好！

感谢您在{company}选购{product}。请把设备放在客厅中间、离地一米以上的位置，远离微波炉；首次使用请在设置里升级到最新版本；网速不理想时，先重启一次再测速。

仍有问题，请拨打下面的服务电话，我们约时间上门。`,
}
