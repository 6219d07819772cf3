// What the reader in nginx says to tests/vectors/records.json, which comes as the body, with each site as
// text: njs would change the order of its members.
import sluis from 'sluis.js';

function answer(r) {
  const vectors = JSON.parse(r.requestText);
  const sites = {};
  Object.keys(vectors.sites).forEach((name) => {
    sites[name] = sluis.reader(vectors.sites[name]);
  });
  const refused = vectors.refused.map((one) => {
    try {
      sluis.reader(one.config);
      return 'taken';
    } catch (error) {
      return error.message.split(':')[0];
    }
  });
  const read = vectors.read.map((one) => sites[one.site].read(one.cookies, one.objects, one.now * 60000));
  const keep = vectors.keep.map((one) => sites[one.site].judge(one.body, true, one.now * 60000));
  r.return(200, JSON.stringify({ refused, read, keep }));
}

export default { answer };
