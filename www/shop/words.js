/**
 * Which words call for which glyph: names of things, and names of what is
 * printed on things or shaped like them. Plurals are understood.
 */

/** @type {Record<string, string>} */
export const THINGS = {
  mug: "mug, beaker, tankard, mug cosy",
  teacup:
    "teacup, tea cup, cup, saucer, teacup and saucer, cup and saucer, tea for one",
  teapot: "teapot, tea pot, tea set",
  coffeePot:
    "coffee pot, cafetiere, coffee set, espresso, coffee grinder, kettle",
  jug: "jug, pitcher, creamer, milk churn, vase, decanter",
  glass:
    "tumbler, drinking glass, milkshake glass, shot glass, glass tumbler, tumblers, beer glass, straw",
  wineGlass:
    "wine glass, wineglass, goblet, champagne glass, liqueur glass, cocktail glass, chalice",
  bottle:
    "bottle, flask, perfume bottle, milk bottle, soap dispenser, bottle stopper, bottle opener",
  jar: "jar, jam making set, jam jar, canister, jam pot, honey pot, jelly mould, salt, pepper, salt and pepper, cruet, shaker, cookie jar, chutney",
  tin: "tin, storage tin, biscuit tin, caddy, container, storage pot, sugar pot, tube",
  cakeTin: "cake tin, biscuit barrel, bread tin",
  cakeStand:
    "cake stand, cakestand, cake plate, sweetheart cakestand, tier stand, cake tower",
  cakeCase:
    "cake case, cake cases, baking case, bun case, muffin case, cake topper, cupcake case, cake decoration, mini cases, cake mould, cake bakers, cup cakes",
  plate:
    "plate, platter, side plate, paper plate, dish, placemat, place mat, place setting, saucers, lazy susan",
  bowl: "bowl, mixing bowl, ramekin, porringer, colander, pudding basin, basin, trifle bowl, birdbath, bird bath, bath",
  cutlery:
    "cutlery, fork, knife, chopsticks, picnic set, breakfast set, cutlery set, dinner set",
  spoon:
    "spoon, spatula, ladle, utensil, cooking utensil, baking set, measuring spoon, kitchen set, cooking set, dustpan, rolling pin, teaspoon, spoons, tongs, squeezer, masher, chopper, cheese grater, cookware",
  whisk:
    "whisk, balloon whisk, brush, hair brush, hairbrush, paint brush, duster",
  napkin:
    "napkin, serviette, handkerchief, hankie, napkins, tablecloth, table cloth, table runner, runner, oilcloth",
  apron: "apron, tabard, pinny",
  towel:
    "towel, tea towel, flannel, face cloth, dishcloth, oven glove towel, washing line, clothes horse, sheet",
  tray: "tray, snack tray, ice tray, ice cream tray, tray table, baking tray, egg tray, tv tray, dinner tray",
  coaster:
    "coaster, drink mat, table mat, trivet, mat, mouse mat, pot stand, cork mat",
  lunchBox:
    "lunch box, lunchbox, snack box, snack boxes, picnic box, bento, tool box, first aid tin, toolbox",
  pan: "frying pan, saucepan, egg pan, pan, egg fryer, egg frying pan, milk pan, casserole, tagine, stove, fondue, cake pan",
  board:
    "chopping board, bread board, cheese board, cutting board, serving board",
  scales: "scales, kitchen scales, timer, egg timer",
  eggCup: "egg cup, egg cosy, egg separator, egg holder, egg house",
  toastRack:
    "toast rack, toast, letter rack, plate rack, toaster, letter holder",
  breadBin:
    "bread bin, butter dish, bread, cheese dome, sandwich, cake box, cake dome, cloche",
  sweets:
    "sweets, lollipop, lolly, bubble gum, gumball, bonbon, liquorice, licorice, popcorn, popcorn holder, rock candy, marshmallow, mints, chocolates",
  cake: "birthday cake, cupcake, cheesecake, pudding",

  candle:
    "candle, pillar candle, candle pot, scented candle, pot candle, tea light, chocolatecandle, flame candle, votive, citronella, candle ring, oil burner, wax, burner, candle plate, candle block, dinner candle, candleblock",
  candles:
    "candles, dinner candles, tapers, advent candle, candle set, candles in jar, birthday candles",
  tLight:
    "t-light, t-lights, t light, t light holder, t-light holder, candle holder, candleholder, tealight, tealight holder, votive holder, candle glass, votive candle holder, t-lite, hurricane lamp, candle cup, glass candle holder, light holder",
  candlestick:
    "candlestick, candle stick, candelabra, taper holder, candlesticks",
  lantern:
    "lantern, storm lantern, tea light house, paper lantern, lanterns, torch, bicycle lamp",
  lights:
    "lights, fairy lights, string lights, light string, light garland, party lights, led, light, light chain, night light, light bulb, bulb, rope light, mini lights",
  lamp: "lamp, lampshade, lamp shade, table lamp, lamp base",
  chandelier: "chandelier, candelabrum",
  clock: "clock, wall clock, mantel clock, watch, clock with sucker",
  alarmClock: "alarm clock, bedside clock",
  frame:
    "frame, photo frame, picture frame, photo holder, photo clip, photo cube, mini portrait, photoframe",
  mirror: "mirror, compact mirror, compact, hand mirror, mirrors, vanity",
  picture:
    "wall art, canvas, print, picture, poster, painting, portrait, wallhanging, wall hanging, wall plaque, wall sticker art, wall panel, tile hanging, mosaic, screen, block print",
  sign: "sign, plaque, metal sign, door plate, wooden sign, tin sign, slogan, billboard, door sign, door hanger, finger post, fingerpost, street sign, hanging sign, advert",
  chalkboard:
    "chalkboard, blackboard, slate, memo board, notice board, noticeboard, memoboard, message board, easel, wipe board, whiteboard, board, writing slate, memo",
  cushion:
    "cushion, cushion cover, pillow, pin cushion, bolster, cushions, seat pad, quilt cushion, pouffe, bean bag, cushion inner, cushion pad, draught excluder",
  cabinet:
    "cabinet, drawer cabinet, chest, drawers, drawer, chest of drawers, cupboard, sideboard, medicine cabinet, bureau, wardrobe, desk, table, sewing cabinet, storage unit, tidy, wall tidy, office tidy, drawer tidy, desk tidy, filing tray",
  knob: "knob, drawer knob, doorknob, door knob, cupboard handles, handle, cabinet knob, drawerknob",
  hook: "hook, hooks, wall hook, coat hook, key holder, key hook, bathroom hook, bracket, door hook",
  hanger: "hanger, coat hanger, coathanger, clothes hanger, netting hanger",
  peg: "pegs, peg, clothes pegs, clip, clips, paper clips, place card holder, place card, note clip, memo clip, card holder, number peg, clothes pins, peg bag",
  doormat: "doormat, door mat, rug, bath mat, bathmat, playmat, play mat",
  doorstop: "doorstop, door stop, paperweight, door stopper, paper weight",
  chair:
    "chair, seat, bench, deckchair, folding chair, rocking chair, bistro set, sofa, throne, armchair, bed",
  stool:
    "stool, foot stool, footstool, side table, pouf, cake table, coffee table, folding table",
  shelf:
    "shelf, wall shelf, shelves, bookshelf, bookcase, bookend, book ends, bookends, storage cubes, magazine rack, wall unit",
  rack: "rack, coat rack, wine rack, wall rack, spice rack, shoe rack, hooks rack, towel rail, rail, toilet roll holder, roll holder, kitchen roll holder, towel holder, toothbrush holder, toothbrush, dispenser",
  basket:
    "basket, hamper, picnic basket, wicker, storage basket, trug, log basket, baskets, hanging basket, sewing basket, wastepaper basket, trolley, laundry basket",
  bucket:
    "bucket, pail, champagne bucket, ice bucket, planter bucket, coal bucket, wash basin, tub, storage tub",
  bin: "bin, waste bin, pedal bin, recycling bin, dustbin, ashtray",
  box: "box, boxes, storage box, crate, storage cube, memory box, box set, photo box, wooden box, matchbox, money box set, storage, organiser, storage boxes, box sign, cigar box, treasure chest, drawer box, case, sewing box, recipe box, stationery box, pill box, bits and bobs, tissue box",
  trinketBox:
    "trinket box, trinket, trinket pot, jewellery box, jewel box, jewelry box, music box, keepsake box, trinket tray, ring box, trinket dish, jewellery stand, ring tree, treasure box, jewelled box, jewellery tree, jewelled drawer",
  curtain:
    "curtain, bead curtain, door curtain, blind, mosquito net, shower curtain, canopy",
  blanket:
    "blanket, throw, bedspread, duvet, quilt, picnic blanket, picnic rug, patchwork, coverlet, picnic mat, sleeping bag, towelling",
  thermometer: "thermometer, barometer, hygrometer, weather station",
  ornament:
    "ornament, pendant decoration, prism, crystal hanger, drop decoration, suncatcher, hanging crystal, mobile, hanging decoration, dream catcher, dreamcatcher",
  chime:
    "wind chime, windchime, chime, w/chime, chimes, wind spinner, windmill, wind chimes",
  fan: "fan, hand fan, silk fan, fans",

  card: "card, cards, greeting card, birthday card, christmas card, invite, invites, invitation, blank card, gift card, thank you card, xmas card, card making, chequebook, valentine card",
  envelope:
    "envelope, envelopes, letter set, writing set, letter writing set, stationery, stationery set, stationary set, notelets, notelet, stationary, writing paper, note paper",
  postcard: "postcard, postcards, photo card, photocard",
  wrap: "wrap, gift wrap, roll wrap, wrapping paper, giftwrap, wrapping, paper roll, wall paper, wallpaper, drawer liner, drawer liners, roll",
  ribbon:
    "ribbon, ribbons, ribbon reel, reel, string, twine, garden twine, ball of string, trim, rickrack, cord, elastic, braid, raffia, rope",
  bow: "bow, bows, ribbon rosette, bowtie, rosettes, rosette",
  notebook:
    "notebook, journal, sketchbook, diary, note book, notepad, pad, jotter, memo pad, pocket book, address book, exercise book, recipe book, guest book, colouring book, drawing book, phone book, organizer, sketch book, writing book, planner, shopping list, telephone book, notebooks",
  book: "book, books, bookcover, book cover, magazine, activity book, magnetic book, cook book, story book",
  album:
    "album, photo album, scrapbook, scrap book, ring binder, folder, binder, box file, photograph album",
  calendar:
    "calendar, advent calendar, wall calendar, week planner, perpetual calendar, chart, height chart, wall chart",
  pencil:
    "pencil, pencil sharpener, sharpener, chalk, crayon, marker, chalk sticks, drawing set, pencil set, chalks, crayons, ruler, maths set, geometry set, painting set, paint set, paint, art set, tattoos set",
  pen: "pen, pens, ballpoint, biro, felt tip, feather pen, highlighter, quill",
  pencils:
    "pencils, colour pencils, colouring pencils, coloured pencils, pencil tube, pens set, felt tips",
  pencilCase:
    "pencil case, pen case, pencilcase, pencil tin, pencil box, pencil pot, glasses case, spectacles case, spectacle case, sunglasses case, cosmetic case, pencil holder",
  eraser: "eraser, rubber, rubbers, erasers, eraser set",
  sticker:
    "sticker, stickers, sticker sheet, wall sticker, decal, label, labels, tattoo, tattoos, transfer, window sticker, vinyl sticker",
  tape: "tape, tapes, wrapping tape, parcel tape, sellotape, decorative tape, bookcover tape, fabric tape, packing tape, masking tape",
  tissue:
    "tissue, tissues, pocket tissues, tissue paper, cotton wool, wipes, tissue cover",
  tag: "tag, tags, gift tag, gift tags, luggage tag, price tag, name tag, swing tag, plant marker, plant markers, herb marker, garden marker, plant label, marker herb, luggage tags, herb markers, dog tag",
  bookmark: "bookmark, book mark, page marker, page markers, book plate",
  sewing:
    "sewing kit, travel sewing kit, thread, cotton reel, bobbin, embroidery, sewing set, needle, tapestry kit, cross stitch, craft kit, sewing, buttons, button, button box, pins, beading kit, hemming tape, tape measure, measuring tape, dressmaking, needle case, feltcraft kit, craft set, pin set, glue, fabric, craft",
  scissors:
    "scissors, secateurs, shears, nail scissors, snips, manicure, manicure set, tweezers, nail file, pliers, pruner",
  wool: "wool, yarn, knitting, knitting kit, knitting nancy, french knitting, crochet kit, knitting needles, crochet set, pom pom, pompom",
  letter:
    "letter, letters, alphabet, initial, alphabet letter, alphabet set, monogram",
  numberTile:
    "number tile, house number, door number, number, tile, tiles, ceramic tile, alphabet tile",
  stamp:
    "stamp, stamps, stamp set, rubber stamp, ink pad, wood stamp, stamp kit",
  money:
    "money box, money bank, moneybox, piggy bank, bank, money, piggy, coin bank, savings, savings bank",

  bag: "bag, shopper, tote, jumbo bag, shopping bag, charlotte bag, tote bag, storage bag, recycling bag, lunch bag, lunchbag, cool bag, shoulder bag, beach bag, picnic bag, suki bag, bags, foldable shopping bag, laundry bag, shoe bag, shopping bags, shoppers, carrier, cooler bag, sack, duffel",
  giftBag:
    "gift bag, party bag, paper bag, goody bag, candy bag, sweetie bag, bottle bag, bottle gift bag, popcorn bag, gift bags, party bags, paper bags, carrier bag, treat bag, loot bag",
  backpack:
    "backpack, rucksack, mini backpack, school bag, satchel, changing bag, back pack",
  handbag:
    "handbag, evening bag, clutch, hand bag, purse bag, weekend bag, clutch bag, tonal bag, boudicca bag",
  purse: "purse, coin purse, purses, change purse, pouch, holiday purse",
  wallet:
    "wallet, card wallet, travel card wallet, card case, credit card holder, travelcard holder, travelcard, oyster, billfold, ticket holder",
  passport:
    "passport, passport cover, passport holder, travel wallet, document wallet",
  suitcase:
    "suitcase, suitcases, luggage, travel case, vanity case, trunk, travel set, attache case, holdall, luggage set, briefcase",
  necklace:
    "necklace, pendant, neckl, choker, necklet, lariat, rosary, locket, necklaces, long chain, neckl.36, neckl.shell, pendants, neckles, necklac",
  bracelet:
    "bracelet, bangle, bracelets, bracele, wristband, bangles, cuff, anklet, armlet, friendship bracelet, watch strap, expandable, brace",
  earrings:
    "earring, earrings, ear ring, ear rings, hoops, earings, hoop earrings, studs, drop earrings",
  ring: "ring, rings, toe ring, dress ring",
  hairClip:
    "hair clip, hairclip, hair slide, hair grip, hairgrip, hair comb, comb, hair grips, hairslide, hair tie, hair band, slides, hair clips, butterfly clips, hair bobble, hair bobbles, hairclips, hair pin, hairpin, grips, hair ties",
  headband:
    "headband, alice band, tiara, hairband, hair hat, halo, hair wreath, garland headband, deely boppers, head band, crown",
  brooch: "brooch, pin, broach, lapel pin, brooches, hat pin, cameo",
  charm:
    "charm, phone charm, bag charm, charms, handbag charm, mobile charm, phone charms, bag charms",
  gem: "gem, gems, crystals, rhinestones, gemstones, pebbles, stones, marbles, jewels, diamonds, jewel stickers, glass gems, sea glass",
  beads:
    "beads, bead garland, bead string, bead chain, bead kit, sequins, beading, bead",
  key: "key, keys, skeleton key, cupboard key",
  keyRing:
    "key ring, keyring, key fob, key chain, key-chain, keychain, fob, key rings, key tag, key-ring, key-chains, key chains, keyfob, bottle opener key ring",
  scarf:
    "scarf, shawl, pashmina, wrap scarf, sarong, stole, snood, cape, bandana, poncho",
  glove:
    "glove, gloves, oven glove, mitten, mittens, oven gloves, gardening gloves, oven mitt, washing up gloves, oven mit, gauntlet, pot holder, gardeners gloves",
  hat: "hat, beanie, cap, sun hat, shower cap, party hat, bonnet, hats, party hats, cowboy hat, beret, ear muff, earmuffs, tea cosy, poker visor, visor",
  slipper:
    "slipper, slippers, socks, slipper socks, sock, bed socks, shoe, shoes, booties, bootie, sandals, espadrilles, flip flops, boot, boots, wellies, wellington boots, shoe shine, slipper sock, legwarmers, leg warmers, tights, shoe horn, wellington",
  umbrella:
    "umbrella, parasol, garden parasol, umbrellas, cocktail umbrella, rain hat, windbreak, brolly, cocktail parasol",
  tShirt:
    "t-shirt, t shirt, poncho raincoat, raincoat, dress, dressing gown, pyjamas, tee, kimono, jumper, tunic, cardigan, vest, babygrow, romper, pinafore, skirt, bib, bathrobe, jacket, kneeling pad, tutu, dressing up set, costume",
  mask: "mask, masks, eye mask, eyemask, face mask, disguise, sleep mask",
  soap: "soap, soap dish, soaps, soap holder, bath salts, bath bombs, bath foam, soap box, bathroom set, bath confetti, bath essence, toiletries, body lotion, shampoo, talc, guest soap, soap set, lip balm, lip gloss, nail varnish, body butter, perfume, hand cream, cologne, deodorant",
  sponge:
    "sponge, scourer, cloth, sponges, washing up, bath sponge, shower puff, loofah, body scrub, dish cloth, dish brush, polish",
  washBag:
    "washbag, wash bag, cosmetic bag, make up bag, make-up bag, toiletry bag, makeup bag, vanity bag, beauty case, sponge bag",
  hotWaterBottle:
    "hot water bottle, hottie, water bottle, hot-water bottle, wheat bag, wheatbag, bed warmer",
  warmer:
    "warmer, hand warmer, mug warmer, handwarmer, heat pack, cosy, heat bag, cup warmer, food cover",
  plaster:
    "plasters, plaster, first aid, first aid kit, sticking plaster, plasters in tin",
  sunglasses: "sunglasses, glasses, spectacles, goggles, binoculars",
  badge: "badge, badges, rosette badge, trophy, medal, cup winner",

  plantPot:
    "plant pot, planter, flower pot, flowerpot, window box, herb pot, plant pots, cactus, pot plant, seedlings, potting shed, pots, pot, flower pots, herb planter, garden planter, grow your own, cress, succulents, vegetable garden, plant holder, plant",
  wateringCan:
    "watering can, watercan, garden hose, sprayer, watering cans, mister, plant mister, hose, oil can",
  gardenTools:
    "garden tools, trowel, garden fork, hand fork, spade, garden tool, gardeners kit, garden set, gardening set, rake, dibber, spade set, gardening tool, tool set, tools, screwdriver, hammer, tools set, weed fork, widger, gardener's kit",
  seeds:
    "seeds, seed packets, seed packet, seed, bulbs, confetti, potpourri, pot pourri, pot-pourri, seed tin",
  birdhouse:
    "birdhouse, bird house, nesting box, nest box, bird box, bird houses, bird feeder, birdcage, bird cage, cage, cages, bird feeders, feeder, dovecote, bee house, bug hotel, ladybird house, house hanger",
  birdTable:
    "bird table, bird feeding station, weather vane, bird station, sundial",
  fence:
    "fence, picket fence, gate, garden border, edging, garden arch, plant support, cold frame, border",

  bunting:
    "bunting, flag bunting, flags, pennant, pennants, hanging flags, car flag",
  garland:
    "garland, swag, string of, garlands, heart garland, string hearts, string of hearts, streamer, streamers, heart string, hearts on string, tinsel, festoon, leis, lei, wire garland, string",
  paperChain:
    "paper chain, paper chain kit, paper chains, paperchain, chain kit, honeycomb, honeycomb fan, hanging honeycomb, paper lanterns, paper decoration",
  balloon:
    "balloon, balloons, party balloons, balloon pump, inflatable, beach ball inflatable, balloon art",
  present:
    "gift, present, gift set, presents, surprise, party bag filler, gift box, gift boxes, gift tape box, goodie, party pack, lucky dip",
  cracker:
    "cracker, crackers, christmas cracker, christmas crackers, party popper, poppers, party crackers",
  snowflake: "snowflake, snowflakes, snow flake, icicle, icicles",
  bauble:
    "bauble, baubles, christmas decoration, christmas decorations, tree decoration, xmas decoration, ball decoration, ball xmas, mercury ball, tree decorations, decoration, decorations, bauble stand, xmas dec, disco ball, glitter ball, deco, pendant ball, dec, decs, hanging balls, glitterball",
  wreath:
    "wreath, door wreath, candle wreath, heart wreath, twig wreath, wreaths, door garland, hoop, vine wreath, laurel",
  stocking:
    "stocking, christmas stocking, stockings, xmas stocking, santa sack",
  bell: "bell, bells, jingle bell, jingle bells, cow bell, bicycle bell, door bell, doorbell, sleigh bells, counter bell, dinner bell, jingle, door chime, cowbell, gong",
  doll: "doll, russian doll, rag doll, dolls, nesting doll, russian dolls, nesting dolls, finger puppet, finger puppets, puppet, feltcraft doll, paper doll, dress up doll, doll house, dolls house, felt doll, puppets",
  soldier:
    "toy soldier, soldier, soldiers, guardsman, nutcracker, soldier skittles, skittles, solitaire soldier",
  blocks:
    "blocks, building blocks, alphabet blocks, wooden blocks, block, toy blocks, block word, word block, wood block, block letters, domino, dominoes, abacus, toy tidy, wood letters, building block, building block word, tea party set, tower game, wooden toy, bricks, play set, playset, sand pit, theatre, toy kit",
  jigsaw:
    "jigsaw, puzzle, puzzles, mini jigsaw, jigsaw puzzle, jigsaws, magic slate puzzle, sliding puzzle, rubik, brain teaser, iq test",
  dice: "dice, game, board game, ludo, snakes and ladders, games, backgammon, draughts, chess, poker, bingo, roulette, solitaire, noughts and crosses, pick up sticks, travel game, tic tac toe, tiddlywinks, casino, party game, quiz, bingo set, snakes & ladders, snap, croquet, quoits, boules, darts, dart board, dartboard, yo yo, yoyo, spinning top, spinning tops, magic tricks, kite, games set, magic set, yoyos, whoopee cushion, traffic light game, hook a duck",
  playingCards:
    "playing cards, card game, happy families, pack of cards, old maid, mini playing cards, snap cards, tarot, cards game, trivia cards, donkey",
  ball: "ball, football, beach ball, bouncy ball, tennis ball, play ball, squeezy ball, balls, bouncing ball, juggling balls, inflatable ball, space hopper, bowling, rounders, ball set",
  skippingRope:
    "skipping rope, skippping rope, skipping ropes, jump rope, ropes, catapult",
  incense:
    "incense, incense sticks, joss sticks, incense pack, incense stick, incense holder, incense set, incense burner, reed diffuser, diffuser, oil diffuser, room spray, fragrance, incense bazaar",
  cone: "cones, incense cones, incense cone, cone, origami incense cones",
  matches:
    "matches, match box, matchsticks, lighter, matchstick, ash tray, cigarette, lighters, fire lighter",
  phone:
    "phone, telephone, mobile phone, phone case, phone holder, phone cover, phone sock, phone bean bag, intercom, walkie talkies, walkie talkie",
  headphones:
    "headphones, ear phones, ear muff headphones, earphones, speakers",
  radio:
    "radio, speaker, record player, jukebox, cd, cassette, cd rack, cd case, mp3, ipod, dvd, fm radio, microphone",
  magnet:
    "magnet, magnets, fridge magnet, fridge magnets, magnetic, magnetic board, fridge magnet set",
};

/** @type {Record<string, string>} */
export const MOTIFS = {
  doll: "dolly, babushka, matryoshka, girl, lola, geisha",
  sweets: "sweet, candy, chocolate, ice cream",
  ribbon: "lace",
  fence: "trellis",
  heart:
    "heart, hearts, love, sweetheart, home sweet home, valentine, cupid, love heart",
  flower:
    "flower, flowers, daisy, daisies, blossom, floral, lily, tulip, orchid, sunflower, bouquet, posy, poppy, pansy, hydrangea, magnolia, petal, lotus, bluebell, dahlia, chrysanthemum, buttercup, iris, lavender",
  rose: "rose, roses, rosebud, peony, stem, carnation, geranium",
  leaf: "leaf, leaves, fern, botanical, palm, tropical, grass, bamboo, herb, herbs, moss, ivy, foliage, twig, branch, sprig, jungle, eucalyptus, mistletoe",
  bird: "bird, birds, robin, swallow, dove, parrot, lovebird, lovebirds, flamingo, peacock, peacocks, goldfinch, budgie, cuckoo, sparrow, crow, pigeon, turtle dove, partridge",
  owl: "owl, owls, barn owl",
  hen: "hen, chicken, cockerel, rooster, hens, chickens, turkey, hen house, chook",
  duck: "duck, ducks, chick, chicks, rubber duck, goose, penguin, swan, geese, duckling",
  cat: "cat, cats, kitty, kitten, kittens, tiger, leopard, lion, pussy",
  dog: "dog, dogs, puppy, doggy, poodle, scottie, terrier, sausage dog, pup, dachshund, wolf, scotties",
  rabbit: "rabbit, rabbits, bunny, bunnies, hare, easter, mouse, mice",
  teddy:
    "teddy, bear, teddies, bears, monkey, koala, panda, cuddly, bear soft toy, monster, suki",
  elephant:
    "elephant, elephants, hippo, rhino, mammoth, dinosaur, dino, dinosaurs, crocodile",
  horse:
    "horse, pony, rocking horse, unicorn, zebra, donkey, giraffe, hobby horse, hobbyhorse, cow, sheep, lamb, goat",
  reindeer: "reindeer, stag, deer, moose, rudolph, rudolf, stags head, antler",
  frog: "frog, froggy, tortoise, turtle, toad, crab, lizard",
  hedgehog: "hedgehog, pig, squirrel, piglet, mole, badger",
  fish: "fish, dolphin, whale, shark, nautical, mermaid, goldfish, dolphins, jellyfish",
  butterfly: "butterfly, butterflies, moth, dragonfly, dragonflies",
  bee: "bee, bees, ladybird, bug, bumble bee, ladybug, insect, spider, snail, ladybirds, gliders, glider",
  egg: "egg, eggs, easter egg, easter eggs",
  tree: "tree, christmas tree, trees, forest, woodland, fir, xmas tree, christmas, xmas, pine cone, pinecone, conifer, pine, cypress",
  mushroom: "mushroom, toadstool, mushrooms, toadstools, enchanted, fungi",
  strawberry: "strawberry, strawberries, raspberry, berries, berry",
  apple:
    "apple, apples, fruit, orange, lemon, tutti frutti, oranges, lemons, tomato, vegetable, pumpkin, peach, grapes",
  cherry: "cherry, cherries",
  pear: "pear, pears, pineapple, banana, avocado, aubergine",
  shell: "shell, shells, seashell, starfish, seaside, mother of pearl",
  feather: "feather, feathers, marabou, boa",
  house:
    "house, home, barn, cottage, shed, castle, teepee, tent, wigwam, igloo, tunnel, den, church, windmill house, wendy house",
  gnome: "gnome, elf, pixie, imp, elves, gnomes",
  star: "star, stars, starburst, moon, sun",
  snowman: "snowman, snowmen, snow",
  santa: "santa, father christmas, saint nicholas, noel",
  angel:
    "angel, fairy, cherub, cherubs, angels, fairies, nativity, wise man, wise men",
  holly: "holly, ivy wreath, berry cluster",
  rocket: "rocket, spaceboy, space boy, spaceship, spaceman, space, ufo, alien",
  robot: "robot, robots, cyborg",
  car: "car, cars, van, camper van, racing car, lorry, bus, tractor, caravan, taxi, automobile, truck, sledge, aeroplane, plane, helicopter",
  bicycle:
    "bicycle, bike, tricycle, scooter, motorbike, cycling, trike, unicycle",
  train: "train, engine, trains, railway, locomotive",
  drum: "drum, drums, trumpet, guitar, harmonica, recorder, maracas, tambourine, music, musical, rattle, whistle, tambourines, castanets, ocarina, xylophone, kazoo, circus",
  skull:
    "skull, skulls, skeleton, pirate, halloween, ghost, witch, bat, bones, vampire, pirates",
  crown: "crown, king, queen, prince, princess, royal, kings, coronation",
  flag: "flag, union jack, union flag, st george, jubilee, england",
  globe: "globe, world, map, atlas, compass, earth, planet",
  gem: "crystal, diamante, jewelled, gemstone, amethyst, jewel, diamond, quartz, sapphire, glitter",
  doily: "doily, doilies, doiley, paper doily, doilys",
  cakeCase:
    "cake, cakes, fairy cake, petit four, petit fours, muffin, bun, cookie, biscuit, cookies, cutter, cookie cutter, cutters, baking, gingerbread, donut, doughnut",
  whisk: "mould, moulds, recipe, recipes",
  teacup:
    "tea, teatime, coffee, breakfast, regency, cocoa, hot chocolate, cappuccino",
  cutlery:
    "kitchen, dinner, picnic, food, lunch, lunch time, dining, cafe, restaurant",
  garland: "hanging, party",
  plantPot: "garden, gardener, gardening, greenhouse, grow",
  lights: "solar, light up, neon, glow in dark",
  pencil: "drawing, colouring, school, artist, art",
  card: "birthday, anniversary, wedding, paper",
  bag: "shopping, travel, travelling",
  soap: "bathroom, toilet, shower, laundry, washroom, cosmetic, spa, scented, scent, oil, wash",
  slipper: "ballerina, foot, feet, ballet, dance",
  key: "lock, padlock, front door, door",
  jar: "jam, honey, pantry, spice, spices",
  skippingRope: "skipping, gym",
  blocks:
    "toy, toys, kit, child, childs, childrens, kids, boys, girls, nursery, wooden, baby",
  glass: "drink, juice, milkshake, cocktail, beer",
  hat: "cowboy, cowboys, sombrero, indians",
  box: "hide, secret, holder",
  sewing: "felt, feltcraft, stitching",
  basket: "willow",
};
